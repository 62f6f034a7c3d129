"""The report as static web pages that everybody can read (JIS X 8341-3:2016, level AA)."""
