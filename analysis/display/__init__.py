"""What people see: result tables as sentences, tables, figures, pages and files."""
