<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <aliases>
    <alias field="g_usd_t" name="Generalised cost G (USD/t)" index="0"/>
    <alias field="penalty_usd_t" name="Penalty (USD/t)" index="1"/>
    <alias field="penalty_pct" name="Penalty (%)" index="2"/>
    <alias field="delta_hours" name="More hours" index="3"/>
    <alias field="km_share" name="Share of km inside" index="4"/>
    <alias field="money_share" name="Share of money inside" index="5"/>
    <alias field="hours_share" name="Share of hours inside" index="6"/>
  </aliases>
</qgis>
