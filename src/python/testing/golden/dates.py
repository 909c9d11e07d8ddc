from datetime import date, datetime, timedelta, timezone

day = date(2024, 2, 28)
later = day + timedelta(days=2)
moment = datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=timezone.utc)
gap = moment - datetime(2024, 1, 1, tzinfo=timezone.utc)
clock = moment.time()
zone = timezone(timedelta(hours=-3), "X")
