"""What a question means, and what answers it."""
