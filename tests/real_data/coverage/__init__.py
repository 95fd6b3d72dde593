"""What becomes of every field of real records, and why some are left out.

python -m tests.real_data.coverage            writes docs/coverage.md
python -m tests.real_data.coverage FOLDER     of the shared folder that is named
"""
