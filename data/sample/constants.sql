-- The plan's numbers and days as variables, so that macros and queries read them without parameters.
SET VARIABLE seed = (SELECT seed FROM plan.constants);
SET VARIABLE planted_every = (SELECT planted_every FROM plan.constants);
SET VARIABLE planted_offset = (SELECT planted_offset FROM plan.constants);
SET VARIABLE route_offset = (SELECT route_offset FROM plan.constants);
SET VARIABLE route_cells = (SELECT route_cells FROM plan.constants);
SET VARIABLE sites_per_cluster = (SELECT sites_per_cluster FROM plan.constants);
SET VARIABLE kind_cells = (SELECT kind_cells FROM plan.constants);
SET VARIABLE word_count = (SELECT word_count FROM plan.constants);
SET VARIABLE stay_minimum = (SELECT stay_minimum FROM plan.constants);
SET VARIABLE half_below_working_days = (SELECT half_below_working_days FROM plan.constants);
SET VARIABLE half_below_km = (SELECT half_below_km FROM plan.constants);
SET VARIABLE virtual_lump_sum = (SELECT virtual_lump_sum FROM plan.constants);
SET VARIABLE as_of_date = (SELECT as_of_date::DATE FROM plan.constants);
SET VARIABLE tool_live_date = (SELECT tool_live_date::DATE FROM plan.constants);
