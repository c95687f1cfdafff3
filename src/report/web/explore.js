/* The interactive page of a report. Every coalition is computed beforehand: for each deposit, destination and base the
 * page holds the ways that are the best under some set of closed actors, each with the mask of the actors whose closure
 * would close it, best first. Under any closed set the best way is the first whose mask meets none of it.
 *
 * Texts of the data reach the page as text nodes only. Figures keep all their digits in <data value>. */
(function () {
  'use strict';

  const DATA = JSON.parse(document.getElementById('data').textContent);
  const WORDS = JSON.parse(document.getElementById('words').textContent);
  const GERMAN = DATA.language === 'de';

  /* ---- the shape of the data (src/report/explore_data.c) ---------------------------------------------------- */

  const [NEEDS, G, MONEY, HOURS, KM, MARKET, CORRIDOR, GATES, DOMAINS, START, LINKS] = Array(11).keys();
  const [PLAYERS, OWN, OUTSIDE, CUT_STATUS, CUTS, WAYS, CAUSE] = Array(7).keys();
  const DEPOSITS = DATA.deposits.map(([id, name, local, country, kind, product, output, page, lon, lat, answers]) =>
    ({id, name: name || id, local, country: country || '', kind: kind || '', product, output, page, lon, lat, answers}));
  const CASES = DATA.cases.map(([destination, whither, base, title]) => ({destination, whither, base: base || '', title}));
  const ACTORS = DATA.actors.map(([id, subject, object, domains], i) =>
    ({id, subject, object, domains: (domains || id).split(/[;,]/), bit: 1 << i}));
  const GATE_ROWS = DATA.gates.concat(DATA.other_gates.map(([id, short]) => [id, null, null, null, null, short]));
  const MICRO = 1e6;

  /* ---- words ------------------------------------------------------------------------------------------------ */

  /* The English text is the key; a text without translation is its own. {1} to {9} stand for what follows. */
  function say(english, ...slots) {
    return (WORDS[english] || english).replace(/\{(\d)\}/g, (_, n) => slots[n - 1]);
  }

  const STATUS = {
    reachable: say("reachable"),
    unaffected: say("unaffected"),
    own: say("own: not counted"),
    reroute: say("another way, dearer"),
    captive: say("captive: no way left"),
    uneconomic: say("uneconomic"),
    unreachable: say("unreachable")
  };
  const CAUSES = {
    'no market takes the product': say("no market takes the product"),
    'no access to the network': say("there is no access to the network"),
    'not connected': say("the network does not lead there")
  };
  const KINDS = {deposit: say("deposit"), prospect: say("prospect"), occurrence: say("occurrence")};
  const MODES = {rail: say("Railways"), road: say("Roads"), sea: say("Sea lanes"), air: say("Air links")};

  /* ---- figures ---------------------------------------------------------------------------------------------- */

  /* Rounds as the program does: exact halves to the even digit. */
  function rounded(value, decimals) {
    const halves = Math.abs(value) * 2 ** (decimals + 1); /* a power of two: exact */
    const text = Math.abs(value).toFixed(decimals);
    if (!Number.isInteger(halves) || Math.abs(value) >= 1e15) return text;
    const scaled = Math.abs(value) * 10 ** decimals; /* exact for such values */
    if (scaled % 1 !== 0.5) return text;
    const even = Math.floor(scaled) % 2 ? Math.ceil(scaled) : Math.floor(scaled);
    return (even / 10 ** decimals).toFixed(decimals);
  }

  function figure(value, decimals) {
    const [whole, part] = rounded(value, decimals).split('.');
    const minus = value < 0 && /[1-9]/.test(whole + (part || '')) ? '\u2212' : '';
    return minus + whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (part ? (GERMAN ? ',' : '.') + part : '');
  }

  /* Two or three digits, as people keep them in mind. */
  function spoken(value, decimals) {
    const size = Math.abs(value);
    if (decimals === undefined && value !== 0 && size < 0.005) return say("less than {1}", spoken(0.01, 2));
    const shown = figure(value, decimals === undefined ? (size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2) : decimals);
    return /[.,]/.test(shown) ? shown.replace(/0+$/, '').replace(/[.,]$/, '') : shown;
  }

  const usd = micro => spoken(micro / MICRO) + ' USD/t';

  function time(hours) {
    if (Math.abs(hours) >= 24) {
      const days = spoken(hours / 24);
      return days === '1' ? say("{1} day", days) : say("{1} days", days);
    }
    const shown = spoken(hours, Math.abs(hours) < 0.95 ? 1 : 0);
    return shown === '1' ? say("{1} hour", shown) : say("{1} hours", shown);
  }

  /* "A, B and C"; "A, B, C and 4 more" where there are many; a name that follows itself is said once. */
  function joined(names) {
    const list = names.filter((name, i) => name !== names[i - 1]);
    const shown = list.length <= 4 ? list.slice() : list.slice(0, 3), rest = list.length - shown.length;
    if (rest) return say("{1} and {2} more", shown.join(', '), String(rest));
    const last = shown.pop();
    return shown.length ? say("{1} and {2}", shown.join(', '), last) : last || '';
  }

  /* ---- what a closure does ---------------------------------------------------------------------------------- */

  const bits = mask => ACTORS.filter(actor => mask & actor.bit);
  const count = mask => bits(mask).length;
  const bestWay = (answer, closed) => answer[WAYS].find(way => !(way[NEEDS] & closed));

  /* Under a set of closed actors: own ones are excepted, as everywhere in the measures. */
  function outcome(answer, closed) {
    const open = answer[WAYS][0], counted = closed & answer[PLAYERS];
    const way = bestWay(answer, counted);
    let status = 'unaffected';
    if (!open) status = 'unreachable';
    else if (answer[OUTSIDE] !== null && open[G] / MICRO >= answer[OUTSIDE]) status = 'uneconomic';
    else if (!way) status = 'captive';
    else if (!closed) status = 'reachable';
    else if (!counted && !(closed & ~answer[OWN])) status = 'own';
    else if (way[G] > open[G]) status = 'reroute';
    return {status, open, way, counted, own: closed & answer[OWN], penalty: open && way ? way[G] - open[G] : null};
  }

  /* A part of the set that leaves no way, none of it to spare: actors opened one after another. */
  function proof(answer, set) {
    for (const actor of bits(set))
      if (!bestWay(answer, set & ~actor.bit)) set &= ~actor.bit;
    return set;
  }

  /* ---- the sentence ----------------------------------------------------------------------------------------- */

  const objects = mask => joined(bits(mask).map(actor => actor.object));
  const subjects = mask => joined(bits(mask).map(actor => actor.subject));
  const domainsOf = way => DATA.domain_lists[way[DOMAINS]];
  const gatesOf = way => DATA.gate_lists[way[GATES]];

  /* What the way that is left passes and the open one does not. */
  function wayLeft(o) {
    const before = domainsOf(o.open), after = domainsOf(o.way), end = after.length > 1 ? after[after.length - 1] : -1;
    const names = [];
    for (const d of after) {
      const name = DATA.domains[d][2];
      if (!before.includes(d) && d !== end && !names.includes(name)) names.push(name);
    }
    let by = joined(names);
    if (!by) by = joined(gatesOf(o.way).filter(g => !gatesOf(o.open).includes(g)).map(g => GATE_ROWS[g][5]));
    return by ? say("; the way then goes by {1}", by) : '';
  }

  function shareAndTime(o) {
    const hours = o.way[HOURS] - o.open[HOURS];
    let text = '';
    if (o.open[G] > 0 && o.penalty > 0) text += say(" (+{1})", spoken(100 * o.penalty / o.open[G]) + ' %');
    if (Math.abs(hours) >= 0.5)
      text += hours > 0 ? say(" and {1}", time(hours)) : say(" and saves {1}", time(-hours));
    return text;
  }

  const penaltyWords = micro => micro > 0 ? usd(micro) : say("nothing");

  /* "Either alone costs 38 USD/t; ", or "Russia alone costs 38 USD/t, China alone nothing; ". */
  function eachAlone(answer, set) {
    const parts = bits(set).map(actor => ({actor, way: bestWay(answer, actor.bit)}));
    if (parts.some(part => !part.way)) return '';
    const costs = parts.map(part => penaltyWords(part.way[G] - answer[WAYS][0][G]));
    if (costs.every(cost => cost === costs[0]))
      return parts.length === 2 ? say("Either alone costs {1}; ", costs[0]) : say("Each alone costs {1}; ", costs[0]);
    return parts.map((part, i) => i ? say("{1} alone {2}", part.actor.subject, costs[i])
      : say("{1} alone costs {2}", part.actor.subject, costs[i])).join(', ') + '; ';
  }

  function captiveWords(answer, set) {
    const who = objects(set), n = count(set), least = proof(answer, set);
    if (n === 1) return say("Captive to {1}: closing it alone leaves no way", who);
    if (count(least) < n) return say("No way is left: closing {1} is enough", objects(least));
    const free = bits(set).every(a => (bestWay(answer, a.bit) || [0, Infinity])[G] === answer[WAYS][0][G]);
    if (n === 2 && free)
      return say("Captive to {1} together: without either one a way remains at no extra cost, without both none", who);
    const each = eachAlone(answer, set);
    if (!each) return say("Closing {1} together leaves no way", who);
    return each + (n === 2 ? say("both together leave no way") : say("all together leave no way"));
  }

  function rerouteWords(answer, o) {
    const n = count(o.counted), each = n > 1 ? eachAlone(answer, o.counted) : '';
    let text = say("Closing {1} costs {2}", objects(o.counted), usd(o.penalty));
    if (each)
      text = each + (n === 2 ? say("both together {1}", usd(o.penalty)) : say("all together {1}", usd(o.penalty)));
    return text + shareAndTime(o) + wayLeft(o);
  }

  function openWords(deposit, place, o) {
    const last = domainsOf(o.open), by = joined(last.slice(1, -1).map(d => DATA.domains[d][2])
      .filter((name, i, all) => all.indexOf(name) === i && name !== DATA.domains[last[0]][2]));
    return say("From {1} {2} goods take {3} and cost {4} all in", deposit.name, place.whither, time(o.open[HOURS]),
      usd(o.open[G])) + (by ? say(", by {1}", by) : '');
  }

  function closureWords(answer, o) {
    if (o.status === 'captive') return captiveWords(answer, o.counted);
    if (o.status === 'reroute') return rerouteWords(answer, o);
    return say("Closing {1} changes nothing: the best way does not need {2}", objects(o.counted),
      count(o.counted) > 1 ? 'them' : 'it');
  }

  function sentence(deposit, place, answer, closed) {
    const o = outcome(answer, closed);
    let text;
    if (o.status === 'unreachable')
      text = say("There is no way, even when nobody closes") + (CAUSES[answer[CAUSE]] ? ': ' + CAUSES[answer[CAUSE]] : '');
    else if (o.status === 'uneconomic') text = say("Even when nobody closes, the way costs more than the product can bear");
    else if (o.status === 'reachable') text = openWords(deposit, place, o);
    else if (!o.counted) text = say("{1} holds an end of the way itself: its closure is not counted", subjects(o.own));
    else {
      text = closureWords(answer, o);
      if (o.own) text += say(" ({1} holds an end of the way itself and is not counted)", subjects(o.own));
    }
    return text.charAt(0).toUpperCase() + text.slice(1) + '.';
  }

  /* ---- the choice, and its link ----------------------------------------------------------------------------- */

  const state = {deposit: 0, place: 0, closed: 0};

  /* #deposit=mng-khotgor&to=EU&base=open&close=RUS,CHN */
  function hashOf() {
    const place = CASES[state.place], actors = bits(state.closed).map(actor => encodeURIComponent(actor.id));
    return '#deposit=' + encodeURIComponent(DEPOSITS[state.deposit].id) + '&to=' + encodeURIComponent(place.destination) +
      '&base=' + encodeURIComponent(place.base) + (actors.length ? '&close=' + actors.join(',') : '');
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (fault) { return text; }
  }

  /* What the link does not say, or says wrongly, stays as it is; nothing closed is said by leaving it out. */
  function readHash() {
    const said = new Map(location.hash.slice(1).split('&').map(pair => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }));
    if (!said.has('deposit') && !said.has('close') && !said.has('to') && !said.has('base')) return false;
    const deposit = DEPOSITS.findIndex(d => d.id === decoded(said.get('deposit') || ''));
    if (deposit >= 0) state.deposit = deposit;
    const now = CASES[state.place], to = said.has('to') ? decoded(said.get('to')) : now.destination;
    const base = said.has('base') ? decoded(said.get('base')) : now.base;
    const place = CASES.findIndex(c => c.destination === to && c.base === base);
    if (place >= 0) state.place = place;
    const closed = (said.get('close') || '').split(',').map(decoded);
    state.closed = ACTORS.filter(actor => closed.includes(actor.id)).reduce((mask, actor) => mask | actor.bit, 0);
    return true;
  }

  function change(changes) {
    Object.assign(state, changes);
    history.replaceState(null, '', hashOf());
    show();
  }

  /* ---- making elements -------------------------------------------------------------------------------------- */

  const byId = id => document.getElementById(id);

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function option(value, text) {
    return make('option', {value: String(value)}, text);
  }

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function statusMark(status) {
    return make('span', {className: 'status ' + (status === 'own' ? 'own-status' : status)}, STATUS[status]);
  }

  /* A figure with all its digits, or a dash. */
  function datum(value, decimals, sign) {
    if (value === null || value === undefined) return '\u2013';
    return make('data', {value: String(value)}, (sign && value > 0 ? '+' : '') + figure(value, decimals));
  }

  /* ---- controls --------------------------------------------------------------------------------------------- */

  /* Those first on whom most best ways rest. */
  const rest = ACTORS.map(actor => DEPOSITS.reduce((n, d) =>
    n + d.answers.filter(a => a[WAYS].length && a[WAYS][0][NEEDS] & actor.bit).length, 0));
  const BY_NEED = ACTORS.map((actor, i) => i).sort((a, b) => rest[b] - rest[a] || a - b).map(i => ACTORS[i]);
  const boxes = new Map();

  function fillDeposits() {
    const countries = new Map();
    DEPOSITS.forEach((d, i) => countries.set(d.country, (countries.get(d.country) || []).concat(i)));
    const compare = new Intl.Collator(DATA.language).compare;
    for (const country of [...countries.keys()].sort(compare)) {
      const rows = countries.get(country).sort((a, b) => compare(DEPOSITS[a].name, DEPOSITS[b].name));
      byId('deposit').append(make('optgroup', {label: country || say("no country")},
        ...rows.map(i => option(i, DEPOSITS[i].name))));
    }
  }

  function unique(list) {
    return list.filter((item, i) => list.indexOf(item) === i);
  }

  function fillPlaces() {
    for (const id of unique(CASES.map(c => c.destination)))
      byId('destination').append(option(id, capital(CASES.find(c => c.destination === id).whither || id)));
    for (const id of unique(CASES.map(c => c.base))) byId('base').append(option(id, id));
  }

  function choosePlace() {
    const place = CASES.findIndex(c => c.destination === byId('destination').value && c.base === byId('base').value);
    if (place >= 0) change({place});
  }

  function fillActors() {
    for (const actor of BY_NEED) {
      const box = make('input', {type: 'checkbox', id: 'actor-' + actor.bit, value: actor.id});
      const hint = make('span', {className: 'hint'});
      const label = make('label', {}, box, make('span', {}, capital(actor.subject)), hint);
      box.addEventListener('change', () => change({closed: state.closed ^ actor.bit}));
      boxes.set(actor.bit, {box, label, hint});
      byId('actors').append(label);
    }
    if (!ACTORS.length) byId('actors').append(say("Nobody: the case has no actors."));
  }

  function showControls(answer) {
    const place = CASES[state.place];
    byId('deposit').value = String(state.deposit);
    byId('destination').value = place.destination;
    byId('base').value = place.base;
    byId('base-title').textContent = say("Base: {1}", place.title || place.base);
    for (const actor of ACTORS) {
      const {box, label, hint} = boxes.get(actor.bit), own = Boolean(answer[OWN] & actor.bit);
      box.checked = Boolean(state.closed & actor.bit);
      label.classList.toggle('own', own);
      hint.textContent = own ? say(" (own, not counted)") : '';
    }
  }

  /* ---- the answer ------------------------------------------------------------------------------------------- */

  function figureRow(id, name, unit, decimals, before, after) {
    const differ = before === null || after === null ? null : after - before;
    return make('tr', {id: 'row-' + id}, make('th', {scope: 'row'}, name, ' ', make('span', {className: 'unit'}, unit)),
      make('td', {className: 'n'}, datum(before, decimals)), make('td', {className: 'n'}, datum(after, decimals)),
      make('td', {className: 'n'}, datum(differ, decimals, true)));
  }

  const dollars = micro => micro === null ? null : micro / MICRO;

  /* Money is subtracted in whole micro-dollars, so that no digit is lost. */
  function moneyRow(id, name, open, way, column) {
    const row = figureRow(id, name, 'USD/t', 2, open ? dollars(open[column]) : null, way ? dollars(way[column]) : null);
    if (open && way) row.lastChild.replaceChildren(datum((way[column] - open[column]) / MICRO, 2, true));
    return row;
  }

  function showFigures(o) {
    const {open, way} = o, of = (w, column) => w ? w[column] : null;
    const statusRow = make('tr', {id: 'row-status'}, make('th', {scope: 'row'}, say("Status")),
      make('td', {}, statusMark(open ? (o.status === 'uneconomic' ? 'uneconomic' : 'reachable') : 'unreachable')),
      make('td', {colSpan: 2}, statusMark(o.status)));
    byId('figures').replaceChildren(statusRow,
      moneyRow('g', say("Generalised cost G"), open, way, G),
      moneyRow('money', say("of it money"), open, way, MONEY),
      figureRow('days', say("Duration"), 'd', 1, open ? open[HOURS] / 24 : null, way ? way[HOURS] / 24 : null),
      figureRow('km', say("Length of the way"), 'km', 0, of(open, KM), of(way, KM)));
    if (o.penalty > 0 && open[G] > 0)
      byId('row-g').lastChild.append(make('span', {className: 'unit', id: 'percent'}, ' ',
        make('data', {value: String(100 * o.penalty / open[G])}, '+' + figure(100 * o.penalty / open[G], 1)), ' %'));
  }

  const nameOf = (rows, i) => i < 0 || i === null ? null : rows[i][1] || rows[i][0];

  function showFacts(deposit, answer, o) {
    const facts = [], way = o.way;
    if (way) {
      const passed = domainsOf(way).map(d => DATA.domains[d][1]);
      const gates = gatesOf(way).map(g => GATE_ROWS[g][1] || GATE_ROWS[g][5]);
      facts.push([say("Goes to"), nameOf(DATA.markets, way[MARKET])], [say("Follows"), nameOf(DATA.corridors, way[CORRIDOR])],
        [say("Passes"), passed.filter((name, i) => name !== passed[i - 1]).join(' \u2192 ')],
        [say("Crossings and ports"), gates.join(' \u2192 ') || say("none")],
        [say("Needs"), capital(subjects(way[NEEDS])) || say("nobody who can close")]);
    }
    facts.push([say("Pays up to (K)"), answer[OUTSIDE] === null ? null : figure(answer[OUTSIDE], 2) + ' USD/t']);
    byId('facts').replaceChildren(...facts.filter(([, text]) => text).flatMap(([name, text]) =>
      [make('dt', {}, name), make('dd', {}, text)]));
  }

  const CUT_WORDS = {
    free_way: say("Nobody: whoever closes, a way stays open."),
    no_small_cut: say("No four actors together can close every way."),
    unreachable: say("There is no way to close."),
    cut: say("Each of these leaves no way; choose one to see it:")
  };

  function showCuts(answer) {
    byId('cut-text').textContent = CUT_WORDS[answer[CUT_STATUS]] || '';
    byId('cuts').replaceChildren(...answer[CUTS].map(mask => {
      const button = make('button', {type: 'button', value: String(mask)}, capital(bits(mask).map(a => a.subject).join(' + ')));
      button.addEventListener('click', () => {
        change({closed: mask});
        const same = byId('cuts').querySelector('button[value="' + mask + '"]');
        if (same) same.focus();
      });
      return make('li', {}, button);
    }));
  }

  function showAnswer(deposit, place, answer) {
    const o = outcome(answer, state.closed), text = sentence(deposit, place, answer, state.closed);
    byId('answer-title').textContent = deposit.name;
    byId('local-name').textContent = [deposit.local === deposit.name ? null : deposit.local, deposit.country, KINDS[deposit.kind] || deposit.kind]
      .filter(Boolean).join(' \u00b7 ');
    if (byId('sentence').textContent !== text) byId('sentence').textContent = text;
    showFigures(o);
    showFacts(deposit, answer, o);
    showCuts(answer);
    byId('deposit-page').href = deposit.page ? deposit.page + '.html' : 'index.html';
    byId('state-link').href = hashOf();
    return o;
  }

  /* ---- the map ---------------------------------------------------------------------------------------------- */

  let map = null, routeLayer = null;
  const layers = {}, sites = [], outlines = [];

  /* Steps on a grid as [lat, lon] points. */
  function unpack(steps, grid) {
    const points = [];
    for (let i = 0, x = 0, y = 0; i + 1 < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      points.push([y * grid, x * grid]);
    }
    return points;
  }

  /* Leaflet takes texts for markup: an element with the text is safe. */
  function tooltip(text) {
    return make('span', {}, text);
  }

  function pane(name, order) {
    map.createPane(name).style.zIndex = String(order);
    return {pane: name, renderer: L.svg({pane: name, padding: 0.5})};
  }

  function drawLand() {
    const at = Object.assign(pane('land', 310), {className: 'land', interactive: false, smoothFactor: 0.6});
    layers.countries = L.layerGroup();
    for (const [iso3, , parts] of DATA.outlines) {
      const shape = L.polygon(parts.map(part => [unpack(part, DATA.outline_grid)]), at);
      outlines.push({iso3, shape});
      layers.countries.addLayer(shape);
    }
  }

  function drawLines() {
    const at = pane('network', 320);
    for (const mode of Object.keys(MODES)) layers[mode] = L.layerGroup();
    for (const [mode, name, parts] of DATA.lines) {
      if (!layers[mode]) continue;
      const line = L.polyline(parts.map(part => unpack(part, DATA.line_grid)),
        Object.assign({className: mode, interactive: Boolean(name), smoothFactor: 1}, at));
      if (name) line.bindTooltip(tooltip(name), {sticky: true});
      layers[mode].addLayer(line);
    }
  }

  function drawGates() {
    const at = Object.assign(pane('gates', 330), {className: 'gate', radius: 2.5});
    layers.gates = L.layerGroup();
    for (const [id, name, , lon, lat] of DATA.gates)
      if (lon !== null) layers.gates.addLayer(L.circleMarker([lat, lon], at).bindTooltip(tooltip(name || id)));
  }

  function drawSites() {
    const at = pane('sites', 350);
    layers.deposits = L.layerGroup();
    DEPOSITS.forEach((d, i) => {
      if (d.lon === null) return;
      const site = L.circleMarker([d.lat, d.lon], Object.assign({className: 'site', radius: 5}, at));
      site.bindTooltip(tooltip(d.name)).on('click', () => change({deposit: i}));
      sites.push({i, site});
      layers.deposits.addLayer(site);
    });
  }

  const LAYER_NAMES = Object.assign({countries: say("Countries")}, MODES,
    {gates: say("Crossings and ports"), deposits: say("Deposits")});

  function fillLayers() {
    for (const [key, name] of Object.entries(LAYER_NAMES)) {
      const box = make('input', {type: 'checkbox', checked: key !== 'air', id: 'layer-' + key});
      box.addEventListener('change', () => {
        if (box.checked) layers[key].addTo(map); else layers[key].remove();
        colourSites();
        colourLand();
      });
      if (box.checked) layers[key].addTo(map);
      byId('layers').append(make('label', {}, box, name));
    }
  }

  function fillLegend() {
    const entries = ['reachable', 'reroute', 'captive', 'uneconomic', 'unreachable'].map(status =>
      make('span', {className: 'key ' + status}, make('span', {className: 'dot'}), STATUS[status]));
    entries.push(make('span', {className: 'key'}, swatch('way'), say("way now")),
      make('span', {className: 'key'}, swatch('before'), say("way when nobody closes")));
    byId('legend').append(...entries);
  }

  function swatch(className) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('width', '30');
    svg.setAttribute('height', '8');
    svg.setAttribute('aria-hidden', 'true');
    line.setAttribute('d', 'M0 4H30');
    line.setAttribute('class', className);
    svg.append(line);
    return svg;
  }

  function openMap() {
    map = L.map('map', {zoomSnap: 0.25, zoomDelta: 0.75, minZoom: 1.5, maxZoom: 9, attributionControl: false,
      zoomControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, worldCopyJump: false});
    L.control.zoom({zoomInTitle: say("Zoom in"), zoomOutTitle: say("Zoom out")}).addTo(map);
    L.control.scale({imperial: false}).addTo(map);
    map.setView([48, 62], 2.5);
    drawLand();
    drawLines();
    drawGates();
    routeLayer = L.layerGroup().addTo(map);
    Object.assign(routeLayer, {at: pane('way', 340)});
    drawSites();
    fillLayers();
    fillLegend();
  }

  /* Pieces of a way as {mode, points}, from the deposit on; neighbours meet. */
  function pieces(way) {
    const list = [];
    const start = way[START] < 0 ? [] : DATA.starts[way[START]];
    const first = [];
    for (let i = 0; i + 1 < start.length; i += 2) first.push([start[i + 1], start[i]]);
    if (first.length > 1) list.push({mode: 'track', points: first});
    for (let at = way[LINKS]; at >= 0; at = DATA.chain[2 * at + 1]) {
      const link = DATA.chain[2 * at], [mode, , parts] = DATA.lines[Math.abs(link) - 1];
      const turned = parts.map(part => unpack(part, DATA.line_grid));
      if (link < 0) turned.reverse().forEach(part => part.reverse());
      for (const points of turned) {
        const before = list[list.length - 1], end = before && before.points[before.points.length - 1];
        if (end && Math.abs(end[1] - points[0][1]) < 180) points.unshift(end);
        list.push({mode, points});
      }
    }
    return list;
  }

  function addWay(way, className) {
    for (const {mode, points} of pieces(way))
      routeLayer.addLayer(L.polyline(points, Object.assign({className: className === 'way' ? 'way ' + mode : className,
        interactive: false, smoothFactor: 1}, routeLayer.at)));
  }

  function markGates(way) {
    const named = gatesOf(way).map(g => GATE_ROWS[g]).filter(row => row[3] !== null);
    for (const [, , , lon, lat, short] of named) {
      const dot = L.circleMarker([lat, lon], Object.assign({className: 'gate on', radius: 4, interactive: false}, routeLayer.at));
      dot.bindTooltip(tooltip(short), {permanent: true, direction: 'top', offset: [0, -4], className: 'passed'});
      routeLayer.addLayer(dot);
    }
  }

  function colourSites() {
    for (const {i, site} of sites) {
      const element = site.getElement();
      if (!element) continue;
      const {status} = outcome(DEPOSITS[i].answers[state.place], state.closed);
      element.setAttribute('class', 'leaflet-interactive site ' + (status === 'own' ? 'own-status' : status) +
        (i === state.deposit ? ' chosen' : ''));
      site.setRadius(i === state.deposit ? 8 : 5);
      if (i === state.deposit) site.bringToFront();
    }
  }

  function colourLand() {
    const shut = new Set(bits(state.closed).flatMap(actor => actor.domains));
    for (const {iso3, shape} of outlines)
      if (shape.getElement()) shape.getElement().classList.toggle('shut', shut.has(iso3));
  }

  function bounds(deposit, o) {
    const points = [o.open, o.way].filter(Boolean).flatMap(way => pieces(way).flatMap(piece => piece.points));
    if (deposit.lon !== null) points.push([deposit.lat, deposit.lon]);
    return points.length ? L.latLngBounds(points) : null;
  }

  let shownBounds = '';

  function showMap(deposit, o) {
    routeLayer.clearLayers();
    if (o.open && o.way !== o.open) addWay(o.open, 'before');
    if (o.way) {
      addWay(o.way, 'case');
      addWay(o.way, 'way');
      markGates(o.way);
    }
    colourSites();
    colourLand();
    const box = bounds(deposit, o), text = box ? box.toBBoxString() : '';
    if (box && text !== shownBounds) map.fitBounds(box, {padding: [36, 30], maxZoom: 6, animate: false});
    shownBounds = text;
  }

  /* ---- the table -------------------------------------------------------------------------------------------- */

  const CUT_SIZE = answer => answer[CUT_STATUS] !== 'cut' ? null : Math.min(...answer[CUTS].map(count));
  const CUT_CELL = (answer, size) => size !== null ? String(size)
    : answer[CUT_STATUS] === 'no_small_cut' ? say("more than 4") : answer[CUT_STATUS] === 'free_way' ? say("nobody can") : '\u2013';
  const COLUMNS = [
    {id: 'name', head: say("Deposit"), value: r => r.deposit.name},
    {id: 'country', head: say("Country"), value: r => r.deposit.country, cell: r => r.deposit.country},
    {id: 'kind', head: say("Kind"), value: r => KINDS[r.deposit.kind] || r.deposit.kind,
      cell: r => KINDS[r.deposit.kind] || r.deposit.kind || '\u2013'},
    {id: 'status', head: say("Status"), value: r => Object.keys(STATUS).indexOf(r.o.status), cell: r => statusMark(r.o.status)},
    {id: 'g', head: say("G now"), unit: 'USD/t', number: true, value: r => r.o.way ? r.o.way[G] : null,
      cell: r => datum(r.o.way ? r.o.way[G] / MICRO : null, 2)},
    {id: 'penalty', head: say("Penalty"), unit: 'USD/t', number: true, value: r => r.o.penalty,
      cell: r => datum(r.o.penalty === null ? null : r.o.penalty / MICRO, 2)},
    {id: 'days', head: say("Duration"), unit: 'd', number: true, value: r => r.o.way ? r.o.way[HOURS] : null,
      cell: r => datum(r.o.way ? r.o.way[HOURS] / 24 : null, 1)},
    {id: 'km', head: say("Length of the way"), unit: 'km', number: true, value: r => r.o.way ? r.o.way[KM] : null,
      cell: r => datum(r.o.way ? r.o.way[KM] : null, 0)},
    {id: 'cut', head: say("Actors needed to close"), number: true, value: r => CUT_SIZE(r.answer),
      cell: r => CUT_CELL(r.answer, CUT_SIZE(r.answer))}
  ];
  byId('heads').replaceChildren();
  const sorting = {column: 0, down: false};
  const rows = [];

  function fillHeads() {
    COLUMNS.forEach((column, i) => {
      const arrow = make('span', {className: 'arrow'});
      arrow.setAttribute('aria-hidden', 'true');
      const button = make('button', {type: 'button'}, column.head, ' ', arrow);
      if (column.unit) button.append(make('span', {className: 'unit'}, column.unit));
      button.addEventListener('click', () => {
        sorting.down = sorting.column === i && !sorting.down;
        sorting.column = i;
        showTable();
      });
      column.th = make('th', {scope: 'col', className: column.number ? 'n' : ''}, button);
      column.arrow = arrow;
      byId('heads').append(column.th);
    });
    byId('filter-status').append(option('', say("any")), ...Object.entries(STATUS).map(([key, text]) => option(key, text)));
    byId('filter').addEventListener('input', showTable);
    byId('filter-status').addEventListener('change', showTable);
  }

  function makeRows() {
    DEPOSITS.forEach((deposit, i) => {
      const button = make('button', {type: 'button'}, deposit.name);
      const tr = make('tr', {}, make('th', {scope: 'row'}, button));
      button.addEventListener('click', () => change({deposit: i}));
      const cells = COLUMNS.slice(1).map(column => make('td', {className: column.number ? 'n' : ''}));
      tr.append(...cells);
      rows.push({i, deposit, tr, cells});
    });
  }

  const collator = new Intl.Collator(DATA.language, {numeric: true});

  function compareRows(a, b) {
    const {value} = COLUMNS[sorting.column], x = value(a), y = value(b), sign = sorting.down ? -1 : 1;
    if (x === null || y === null) return (x === null) - (y === null) || a.i - b.i; /* unknown ones last, always */
    const by = typeof x === 'number' ? x - y : collator.compare(x, y);
    return sign * by || a.i - b.i;
  }

  function showTable() {
    const wanted = byId('filter').value.trim().toLocaleLowerCase(DATA.language), only = byId('filter-status').value;
    for (const row of rows) {
      row.answer = row.deposit.answers[state.place];
      row.o = outcome(row.answer, state.closed);
      COLUMNS.slice(1).forEach((column, k) => row.cells[k].replaceChildren(column.cell(row)));
      if (row.i === state.deposit) row.tr.setAttribute('aria-current', 'true'); else row.tr.removeAttribute('aria-current');
    }
    const shown = rows.filter(row => (!only || row.o.status === only) && (!wanted || [row.deposit.name, row.deposit.local,
      row.deposit.id, row.deposit.country, KINDS[row.deposit.kind]].some(text => text &&
        text.toLocaleLowerCase(DATA.language).includes(wanted)))).sort(compareRows);
    const focus = document.activeElement;
    byId('rows').replaceChildren(...shown.map(row => row.tr));
    if (focus && focus.isConnected && focus !== document.activeElement) focus.focus();
    COLUMNS.forEach((column, i) => {
      const sorted = i === sorting.column;
      if (sorted) column.th.setAttribute('aria-sort', sorting.down ? 'descending' : 'ascending');
      else column.th.removeAttribute('aria-sort');
      column.arrow.textContent = sorted ? (sorting.down ? '\u25bc' : '\u25b2') : '';
    });
    byId('count').textContent = say("{1} of {2} shown", String(shown.length), String(rows.length));
  }

  /* ---- all of it -------------------------------------------------------------------------------------------- */

  function show() {
    const deposit = DEPOSITS[state.deposit], place = CASES[state.place], answer = deposit.answers[state.place];
    showControls(answer);
    const o = showAnswer(deposit, place, answer);
    showMap(deposit, o);
    showTable();
  }

  function start() {
    byId('page').hidden = false;
    fillDeposits();
    fillPlaces();
    fillActors();
    fillHeads();
    makeRows();
    openMap();
    byId('deposit').addEventListener('change', () => change({deposit: Number(byId('deposit').value)}));
    byId('destination').addEventListener('change', choosePlace);
    byId('base').addEventListener('change', choosePlace);
    byId('nobody').addEventListener('click', () => change({closed: 0}));
    byId('everybody').addEventListener('click', () => change({closed: ACTORS.reduce((mask, actor) => mask | actor.bit, 0)}));
    window.addEventListener('hashchange', () => { if (readHash()) show(); });
    state.deposit = Math.max(0, DEPOSITS.findIndex(d => d.kind === 'deposit' && d.answers[0][WAYS].length));
    readHash();
    show();
  }

  start();
}());
