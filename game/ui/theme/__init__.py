"""The look: colours, paper and brass, lettering, and the sheet on which every panel is laid out."""
