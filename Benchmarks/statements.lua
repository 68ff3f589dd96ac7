-- Load for wrk: statements of about 1 kB from 4,000 agents about the activities of a course, one or many to a request.
-- Environment: BENCH_AUTHORIZATION, BENCH_ACTIVITIES (IRIs, separated by spaces), BENCH_BATCH, BENCH_RUN (hexadecimal).
local batch = tonumber(os.getenv("BENCH_BATCH") or "1")
local run = os.getenv("BENCH_RUN") or "00000000"
local activities = {}
for iri in os.getenv("BENCH_ACTIVITIES"):gmatch("%S+") do activities[#activities + 1] = iri end
local verbs = { "initialized", "progressed", "experienced", "completed", "passed", "terminated" }
local count = 0
-- Eight runs make one attempt of each agent.
local attempt = math.floor(tonumber(run, 16) / 8)

local template = '{"id":"%s-%04x-4%03x-8%03x-%012x","actor":{"objectType":"Agent","name":"Agent %d",' ..
    '"account":{"homePage":"https://agents.metropole.example.fr","name":"%06d"}},' ..
    '"verb":{"id":"http://adlnet.gov/expapi/verbs/%s","display":{"fr-FR":"%s","en-GB":"%s"}},' ..
    '"object":{"objectType":"Activity","id":"%s","definition":{"type":"http://adlnet.gov/expapi/activities/lesson",' ..
    '"name":{"fr-FR":"Gestion du temps et des priorités"},"description":{"fr-FR":"Module en ligne de la direction ' ..
    'des ressources humaines : organiser sa journée, distinguer urgent et important, dire non."}}},' ..
    '"result":{"score":{"scaled":0.%d,"raw":%d,"min":0,"max":100},"completion":true,"duration":"PT%dM12.5S"},' ..
    '"context":{"registration":"%08x-0000-4000-8000-%012x","language":"fr-FR","platform":"Relevé","contextActivities":{"grouping":[{"id":' ..
    '"https://catalogue.metropole.example.fr/parcours/accueil"}]}},"timestamp":"2026-%02d-%02dT09:%02d:%02d.120Z"}'

local function statement()
    count = count + 1
    local agent, score, verb = count * 7919 % 4000, 10 + count % 90, verbs[count % #verbs + 1]
    return template:format(run, count % 65536, count % 4096, math.floor(count / 4096) % 4096, count, agent, agent, verb,
        verb, verb, activities[count % #activities + 1], score, score, count % 60, attempt, agent, count % 9 + 1, count % 28 + 1,
        count % 60, math.floor(count / 60) % 60)
end

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Experience-API-Version"] = "1.0.3"
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")

function request()
    if batch == 1 then return wrk.format(nil, nil, nil, statement()) end
    local statements = {}
    for i = 1, batch do statements[i] = statement() end
    return wrk.format(nil, nil, nil, "[" .. table.concat(statements, ",") .. "]")
end

function done(summary)
    local errors = summary.errors
    io.write(string.format('RESULT {"requests": %d, "seconds": %.3f, "errors": %d}\n', summary.requests,
        summary.duration / 1e6, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
