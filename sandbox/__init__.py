"""A Slack to try an app in, on one machine: it plays Slack's side for people and for tests."""
