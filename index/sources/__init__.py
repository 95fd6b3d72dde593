"""Where listings come from: registry records, NIH projects, YAML files and listing pages."""
