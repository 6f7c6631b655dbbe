// A logged request as a line for the shell. What the log masks becomes a word in capitals to fill in.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const MASK = /^\*\*\* \(\d+ characters\)$/;

// A value that the log cut may end in half a character, which cannot be encoded.
const whole = (text) => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** One line; the parameters of a GET go into the address, those of a POST into the body. */
export function asCurl({ method, path, query }, origin) {
  const parameters = Object.entries(query).map(([name, value]) => {
    const shown = MASK.test(value) ? name.toUpperCase() : value;
    return `--data-urlencode ${quoted(`${encodeURIComponent(whole(name))}=${shown}`)}`;
  });
  const how = method === 'POST' ? ['-X', 'POST'] : ['-G'];
  return ['curl', ...how, quoted(origin + encodeURI(whole(path))), ...parameters].join(' ');
}
