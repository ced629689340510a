"""Numbers, units, doses and dates as people write them."""
