"""The report as machine-readable data (公開データ)."""
