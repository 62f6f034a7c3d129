"""How offices word what a value cell says: 約1,200人, 3.5万人, 8分30秒, 10～15, R7.9公表予定."""
