-- Load for wrk: one GET, over and over. Environment: BENCH_AUTHORIZATION.
wrk.headers["X-Experience-API-Version"] = "1.0.3"
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")

function done(summary)
    local errors = summary.errors
    io.write(string.format('RESULT {"requests": %d, "seconds": %.3f, "errors": %d}\n', summary.requests,
        summary.duration / 1e6, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
