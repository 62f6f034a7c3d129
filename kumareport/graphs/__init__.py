"""What the graphs of a report show, whatever draws them: Word or a web page."""
