"""Views → pages. A page shows the record and decides nothing; each template has one declared page type."""
