"""Words of which the names of synthetic organisations are made. Every name starts with "Sample"."""

WORDS: tuple[str, ...] = (
    "Acorn", "Alder", "Amber", "Basalt", "Birch", "Brook", "Cèdre", "Clover", "Coral", "Cypress", "Dune", "Elder",
    "Falcon's Rest", "Fern", "Fjäll", "Garnet", "Glacier", "Harbour", "Heather", "Île d'Or", "Ivy", "Jasper", "Juniper",
    "Kestrel", "Lagoon", "L'Érable", "Linden", "Maple", "Meadow", "Ørred", "Otter", "Pebble", "Quartz", "Rowan",
    "Sequoia", "Tarn", "Thistle", "Vale", "Willow", "Żuraw",
)  # fmt: skip

KINDS: tuple[tuple[str, str, str, float], ...] = (
    ("SME", "", "SME", 0.63),
    ("cluster organisation", "", "Cluster Office", 0.225),
    ("scaling-up support organisation", "technology centre", "Technology Centre", 0.035),
    ("scaling-up support organisation", "research institute", "Research Institute", 0.03),
    ("scaling-up support organisation", "innovation hub", "Innovation Hub", 0.025),
    ("scaling-up support organisation", "incubator", "Incubator", 0.015),
    ("scaling-up support organisation", "accelerator", "Accelerator", 0.015),
    ("scaling-up support organisation", "fab lab", "Fab Lab", 0.01),
    ("scaling-up support organisation", "creative hub", "Creative Hub", 0.0075),
    ("scaling-up support organisation", "resource-efficiency service provider", "Resource Efficiency Service", 0.0075),
)
"""Category, subcategory, the word for it in a name, and its share of the organisations."""
