<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <aliases>
    <alias field="length_km" name="Length (km)" index="0"/>
    <alias field="money_usd_t" name="Money (USD/t)" index="1"/>
    <alias field="hours" name="Hours" index="2"/>
  </aliases>
</qgis>
