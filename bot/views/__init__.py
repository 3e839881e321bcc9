"""What people see. Pure: facts in, Slack's models out; a form and its reader share a page and its ids."""
