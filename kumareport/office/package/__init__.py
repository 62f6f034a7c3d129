"""What every Office file shares: the package, its gate, its writer."""
