"""Slack's side of the house: commands, forms and buttons become calls on the booking core."""
