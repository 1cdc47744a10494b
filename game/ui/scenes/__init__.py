"""What can be on the screen. A scene takes events and gives wishes; only the app fulfils them."""
