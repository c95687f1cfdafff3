#!/usr/bin/env bats
# The commands as the README and the help show them: what they print, where, and with which exit code.

bats_require_minimum_version 1.5.0

setup_file() {
    export DIR=$BATS_FILE_TMPDIR
    "$LODEWAY" import "$LODEWAY_SOURCE/tests/worked" -o "$DIR/worked.gpkg" -q
}

lodeway() {
    "$LODEWAY" "$@"
}

@test "--version names the libraries" {
    run lodeway --version
    [ "$status" -eq 0 ]
    [[ $output =~ ^lodeway\ [0-9.]+\ \(GDAL\ [0-9.]+,\ PROJ\ [0-9.]+,\ GEOS\ .+,\ SQLite\ [0-9.]+\)$ ]]
}

@test "--help teaches on stdout; no command is a usage error on stderr" {
    run lodeway --help
    [ "$status" -eq 0 ]
    [[ $output == *"usage: lodeway COMMAND"* && $output == *"exit codes"* ]]
    run --separate-stderr lodeway
    [ "$status" -eq 2 ]
    [ -z "$output" ]
}

@test "help of every command has a usage line and an example" {
    for command in run route depend risk matrix plan near info check validate verify diff import; do
        run lodeway help "$command"
        [ "$status" -eq 0 ]
        [[ $output == "usage: lodeway $command"* && $output == *"example:"* && $output == *"lodeway $command"* ]]
        run lodeway "$command" --help
        [ "$status" -eq 0 ]
    done
}

@test "the pages of docs are what the program says" {
    for topic in schema columns parameters findings; do
        lodeway help "$topic" > "$DIR/$topic.md"
        diff "$DIR/$topic.md" "$LODEWAY_SOURCE/docs/$topic.md"
    done
    lodeway validate --format markdown --quiet > "$DIR/calibration.md"
    diff "$DIR/calibration.md" "$LODEWAY_SOURCE/docs/calibration.md"
}

@test "the layers of the README's folder are those of the schema" {
    for file in "$LODEWAY_SOURCE"/layers/*.csv; do
        lodeway help schema | grep -q "^## $(basename "$file" .csv) "
    done
}

@test "every column of the layers is in the schema, and those with a figure name its unit and range" {
    lodeway help schema > "$DIR/schema.md"
    for file in "$LODEWAY_SOURCE"/layers/*.csv; do
        layer=$(basename "$file" .csv)
        sed -n "/^## $layer /,/^## /p" "$DIR/schema.md" > "$DIR/layer.md"
        for column in $(head -1 "$file" | tr , ' '); do
            case $column in lon | lat | wkt | via_lonlat) continue ;; esac
            grep -q "^| \`$column\` |" "$DIR/layer.md" || { echo "$layer.$column"; false; }
        done
        ! grep "| number |" "$DIR/layer.md" # a number has its range
        [[ $layer == parameters ]] || head -1 "$file" | grep -qw source
    done
}

@test "the case is built again from its layers with the same rows" {
    lodeway import "$LODEWAY_SOURCE/layers" -o "$DIR/again.gpkg"
    /usr/bin/python3 - "$DIR/again.gpkg" "$LODEWAY_BUILTIN" << 'END'
import sqlite3, sys
a, b = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in sys.argv[1:])
names = [row[0] for row in a.execute("SELECT table_name FROM gpkg_contents ORDER BY 1")]
assert names == [row[0] for row in b.execute("SELECT table_name FROM gpkg_contents ORDER BY 1")] and len(names) > 20, names
for name in names:
    rows = [list(c.execute(f'SELECT * FROM "{name}" ORDER BY rowid')) for c in (a, b)]
    assert rows[0] == rows[1], name
END
}

@test "results go to stdout, all else to stderr" {
    run --separate-stderr lodeway route "$DIR/worked.gpkg" d1 m1 --format csv
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[0]} == from,to,scenario,* ]]
    [[ $stderr == *"lodeway check"* ]]
}

@test "JSON is one document with schema 1, arrays for lists, legs inside" {
    lodeway route "$DIR/worked.gpkg" d1 m1 --format json -q > "$DIR/route.json"
    jq -e '.schema == 1 and (.rows | length) == 1' "$DIR/route.json"
    jq -e '.rows[0] | .status == "reachable" and .g_usd_t == 272.7 and .gates == ["north", "west"] and .domains == ["ORI", "NOR", "MKT"]' "$DIR/route.json"
    jq -e '.rows[0] | has("length_km") and has("hours") and has("days") and has("money_usd_t") and has("co2_kg_t") and has("modes")' "$DIR/route.json"
    jq -e '.rows[0].legs | length > 4 and all(has("g_usd_t") and has("source") and has("confidence"))' "$DIR/route.json"
    jq -e '([.rows[0].legs[].g_usd_t] | add * 1000000 | round) == 272700000' "$DIR/route.json"
}

@test "a closure is obeyed, and captive comes with its proof" {
    run -0 lodeway route "$DIR/worked.gpkg" d1 m1 --close NOR --close SOU --close SEA --format json -q
    echo "$output" | jq -e '.rows[0] | .status == "captive" and .g_usd_t == null and .legs == [] and .cause == "closure"'
    echo "$output" | jq -e '.rows[0].proof | test("NOR")'
    run -0 lodeway route "$DIR/worked.gpkg" d1 m1 --close SOU --close mode:rail --close mode:air --format json -q
    echo "$output" | jq -e '.rows[0] | .status == "captive" and .proof == "mode:rail+mode:air"'
}

@test "ends by id, by name in any case, by place, market, group and lon,lat" {
    for ends in "d1 m1" "ADIT_HILL m1" "d1 hafen" "adit hafen" "d1 ALL" "3.5,0.05 m1" "d1 3.6,0.1" "d2 d1" "m2 m1"; do
        read -r from to <<< "$ends"
        run lodeway route "$DIR/worked.gpkg" "${from//_/ }" "$to" --format json -q
        [ "$status" -eq 0 ]
        echo "$output" | jq -e '.rows[0].status == "reachable"'
    done
}

@test "best by money, time and cost are not the same" {
    for by in cost money time; do
        lodeway route "$DIR/worked.gpkg" d1 m1 --by "$by" --overflight ignored --format json -q > "$DIR/$by.json"
    done
    [ "$(jq '.rows[0].hours' "$DIR/time.json")" != "$(jq '.rows[0].hours' "$DIR/cost.json")" ]
    jq -e --slurpfile cost "$DIR/cost.json" '.rows[0].money_usd_t <= $cost[0].rows[0].money_usd_t' "$DIR/money.json"
    jq -e '.rows[0].modes == ["air"]' "$DIR/time.json"
}

@test "near measures to lines, points and polygons, within a distance, under a condition" {
    run --separate-stderr lodeway near "$DIR/worked.gpkg" occurrences --to terminals --where "id='d3'" --format json
    echo "$output" | jq -e '.rows | length == 1 and (.[0].distance_km * 1000000 | round) == 15690343'
    run --separate-stderr lodeway near "$DIR/worked.gpkg" occurrences --to zones --format json
    echo "$output" | jq -e '[.rows[] | select(.distance_km == 0)] | length == 3'
    run --separate-stderr lodeway near "$DIR/worked.gpkg" occurrences --to rail --within 1km --format csv
    [ "${#lines[@]}" -eq 3 ]
    run --separate-stderr lodeway near "$DIR/worked.gpkg" occurrences --to crossings -k 2 --format jsonl
    [ "${#lines[@]}" -eq 6 ]
}

@test "info and check on a case" {
    run --separate-stderr lodeway info "$DIR/worked.gpkg" --format json
    echo "$output" | jq -e '.rows[] | select(.layer == "rail") | .rows == 4'
    run --separate-stderr lodeway check "$DIR/worked.gpkg" --format json
    [ "$status" -eq 1 ]
    echo "$output" | jq -e '.rows | all(.code | startswith("LW-"))'
}

@test "risk: two tables for people, one document as JSON, one part as rows" {
    run --separate-stderr lodeway risk "$DIR/worked.gpkg" d1 d2 --market m1 --format table
    [ "$status" -eq 0 ]
    [[ $output == *"Closures by chance"*"275.76"*"How sure G is"*"rail:NOR"* ]]
    run --separate-stderr lodeway risk "$DIR/worked.gpkg" d1 --market m1 --format csv
    [[ ${lines[0]} == deposit,*,expected_usd_t,*,captive_days,* && ${#lines[@]} -eq 2 ]]
    run --separate-stderr lodeway risk "$DIR/worked.gpkg" d1 --market m1 --part year --format csv
    [[ ${lines[0]} == *year_mean_usd_t* && ${lines[0]} != *expected_usd_t* ]]
    run --separate-stderr lodeway risk "$DIR/worked.gpkg" --market m1 --format json
    echo "$output" | jq -e '.schema == 1 and (.rows | length) == 3 and (.rows | all(.range.draws == 1000 and (.tornado | length) > 0)) and (.ranking | length) == 3'
    run --separate-stderr lodeway risk "$DIR/worked.gpkg" d9
    [ "$status" -eq 2 ]
}

@test "check names the facts to check first, and its exit code does not change by them" {
    run --separate-stderr lodeway check "$DIR/worked.gpkg" --facts --format json
    [ "$status" -eq 1 ]
    echo "$output" | jq -e '.rows | length > 0 and length <= 10 and ([.[].share_pct] | . == (sort | reverse))'
    echo "$output" | jq -e '.rows | all((.confidence == "low" or .confidence == "assumed") and .headlines > 0 and .g_usd_t > 0)'
    run --separate-stderr lodeway check "$DIR/worked.gpkg" --format table
    [[ "$output" == *"Facts to check first"* ]]
    run --separate-stderr lodeway check "$DIR/worked.gpkg" --format csv
    [[ "$output" != *"Facts to check first"* ]]
}

@test "a way has its grade and shares that sum to 100" {
    lodeway route "$DIR/worked.gpkg" d1 m1 --format json -q > "$DIR/grade.json"
    jq -e '.rows[0] | (.high_pct + .medium_pct + .low_pct + .assumed_pct - 100 | fabs) < 1e-9' "$DIR/grade.json"
    jq -e '.rows[0] | .grade == "D" and .sourced_pct == .high_pct + .medium_pct' "$DIR/grade.json"
}

@test "--strict turns warnings into exit 1" {
    run lodeway route "$DIR/worked.gpkg" d1 m1 --strict -q
    [ "$status" -eq 1 ]
}

@test "rows in another order give the same results" {
    cp -r "$LODEWAY_SOURCE/tests/worked" "$DIR/shuffled"
    for layer in rail places crossings terminals tariffs markets occurrences; do
        { head -n 1 "$LODEWAY_SOURCE/tests/worked/$layer.csv"; tail -n +2 "$LODEWAY_SOURCE/tests/worked/$layer.csv" | tac; } > "$DIR/shuffled/$layer.csv"
    done
    lodeway import "$DIR/shuffled" -o "$DIR/shuffled.gpkg" -q
    lodeway run "$DIR/worked.gpkg" -o "$DIR/one" -q
    lodeway run "$DIR/shuffled.gpkg" -o "$DIR/two" -q
    for layer in deposits distances routes legs dependency cut_sets exposure zone_statistics; do
        diff <(sqlite3 "$DIR/one/lodeway.gpkg" ".mode list" "SELECT * FROM $layer" | cut -d'|' -f3-) \
             <(sqlite3 "$DIR/two/lodeway.gpkg" ".mode list" "SELECT * FROM $layer" | cut -d'|' -f3-)
    done
}

@test "planned works open by --open, --year and scenario; seasons close by --month" {
    cp -r "$LODEWAY_SOURCE/tests/worked" "$DIR/planned"
    awk -F, 'BEGIN {OFS = ","} NR == 1 {print $0, "open_year", "closed_months"; next}
             $1 == "rail_nw" {$7 = "planned"; print $0, "2030", ""; next} $1 == "rail_os" {print $0, "", "1;2"; next} {print $0, "", ""}' \
        "$LODEWAY_SOURCE/tests/worked/rail.csv" > "$DIR/planned/rail.csv"
    lodeway import "$DIR/planned" -o "$DIR/planned.gpkg" -q
    g() { lodeway route "$DIR/planned.gpkg" d1 m1 "$@" --format json -q | jq '.rows[0].g_usd_t'; }
    [ "$(g)" = 319.56 ]
    [ "$(g --open planned)" = 272.7 ]
    [ "$(g --open link:rail_nw)" = 272.7 ]
    [ "$(g --year 2030)" = 272.7 ]
    [ "$(g --year 2029)" = 319.56 ]
    [ "$(g --month 1)" = 330.36 ]
    [ "$(g --month 3)" = 319.56 ]
}

@test "library: installed header, pkg-config file and shared library build a program" {
    build=$(dirname "$LODEWAY")
    grep -q '^Libs: .*-llodeway' "$build/lodeway.pc"
    for header in "$LODEWAY_SOURCE"/include/lodeway/*.h; do
        echo "#include \"lodeway/$(basename "$header")\"" | gcc -std=c17 -fsyntax-only -Wall -Werror -I"$LODEWAY_SOURCE/include" -x c -
    done
    # mangle_path comes from the library that counts lines
    foreign=$(nm -D --defined-only "$build/liblodeway.so" | awk '$2 == "T" {print $3}' | grep -vE '^(lode_|mangle_path$)' || true)
    [ -z "$foreign" ]
    ! nm -D --defined-only "$build/liblodeway.so" | grep -q ' T lode_search$'
}

@test "tables line up, with units in the heading and – where nothing is known" {
    run --separate-stderr lodeway near "$DIR/worked.gpkg" occurrences --to rail -k 2 --format table
    [ "$status" -eq 0 ]
    [[ ${lines[0]} == *"distance_km [km]"* && $output == *"–"* ]]
    width() { printf '%s' "$1" | LC_ALL=C.UTF-8 wc -m; }
    for line in "${lines[@]::${#lines[@]}-1}"; do
        [ "$(width "$line")" -eq "$(width "${lines[0]}")" ]
    done
    [[ ${lines[-1]} == *" lies "*"." && $output != *sentence_en* ]]
    run --separate-stderr lodeway route "$DIR/worked.gpkg" d1 m1 --format table
    [[ $output == *"g_usd_t            272.70 USD/t"* && $output == *"crossing"* ]]
    [[ ${lines[-1]} == "Goods leave by north and west for Hafen in 9.5 days for 245 USD/t (273 with time and reliability)." ]]
    run --separate-stderr lodeway route "$DIR/worked.gpkg" d1 m1 --format table --lang de
    [[ ${lines[-1]} == "Die Ware geht über north und west mit Ziel Hafen in 9,5 Tagen für 245 USD/t"* ]]
    run --separate-stderr lodeway check "$DIR/worked.gpkg" --format table
    [[ $output == *"warning LW-VAL-007"*"... and 5 more"*"what to do:"* ]]
}
