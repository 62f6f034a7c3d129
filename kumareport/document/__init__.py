"""The Word report: template data, rendering, layout, graphs."""
