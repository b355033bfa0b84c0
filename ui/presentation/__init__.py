"""The running order in the app: adding views to it, changing it, files of it, and the stage."""
