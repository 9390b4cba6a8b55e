-- Registers one case after another; every request has an idempotency key of its own.
local thread_number = 0
function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end
function init(args)
  token, body, run = os.getenv("BENCH_TOKEN"), os.getenv("BENCH_BODY"), os.getenv("BENCH_RUN")
  count = 0
end
function request()
  count = count + 1
  return wrk.format("POST", nil, {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. count,
  }, body)
end
-- wrk counts every answer; only those that registered a case count here.
function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n",
    summary.requests, failed, summary.duration, latency:percentile(50), latency:percentile(95)))
end
