-- Sends the requests of a file, one a line: a path for GET, or a JSON body that is posted to /graphql.
-- Prints one line of figures that bench/Reads reads.
local requests, at = {}, 0
local started = 0

function setup(thread)
  -- Each thread begins elsewhere, so that they do not ask for the same row at the same moment.
  thread:set("offset", started)
  started = started + 7
end

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }
  if args[2] then headers["Authorization"] = "Bearer " .. args[2] end
  for line in io.lines(args[1]) do
    if line:sub(1, 1) == "/" then
      requests[#requests + 1] = wrk.format("GET", line, headers)
    else
      requests[#requests + 1] = wrk.format("POST", "/graphql", headers, line)
    end
  end
  at = offset
end

function request()
  at = at + 1
  return requests[at % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("figures %d %d %d %d %d %d\n",
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
