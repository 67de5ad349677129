"""Gold sets and the gates that hold accuracy: slower than tests, run by hand and by CI where an issue asks for it."""
