"""What a person sees: pages, sidebar, and the session behind them. No number is computed here."""
