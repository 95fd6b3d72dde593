"""What a listing is, and how it is written down."""
