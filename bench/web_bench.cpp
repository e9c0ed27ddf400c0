// The edge: reading a request, drawing a page, and both with the sockets between.

#include "base/words.hpp"
#include "bench_house.hpp"
#include "ui_assets.hpp"
#include "ui_templates.hpp"
#include "ui_words.hpp"
#include "web/http/answer_bytes.hpp"
#include "web/http/client_for_test.hpp"
#include "web/http/compress.hpp"
#include "web/http/form.hpp"
#include "web/http/request_head.hpp"
#include "web/http/server.hpp"
#include "web/page/renderer.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

namespace http = web::http;
namespace page = web::page;
using bench::must;

const std::string kHead =
    "GET /cases/01JD2Q0000000000000000000A/consents?page=2 HTTP/1.1\r\nHost: waymark.example\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: "
    "uk,en;q=0.5\r\n"
    "Accept-Encoding: gzip, deflate, br\r\nConnection: keep-alive\r\nCookie: language=uk; "
    "session=abcdefghijklmnopqrst\r\n"
    "Upgrade-Insecure-Requests: 1\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n\r\n";

void read_a_request_head(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(http::read_head(kHead, 1024));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kHead.size()));
}
BENCHMARK(read_a_request_head);

void read_a_form(benchmark::State& state) {
    std::string body = "token=abcdefghijklmnopqrstuvwxyz";
    for (int item = 0; item < 70; ++item) body += "&item" + std::to_string(item) + "=declined";
    body += "&note=%D0%92%D1%96%D0%BD+%D1%81%D0%BA%D0%B0%D0%B7%D0%B0%D0%B2";
    for (auto _ : state) benchmark::DoNotOptimize(must(http::Form::parse(body)));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(body.size()));
}
BENCHMARK(read_a_form);

const base::Messages& messages() {
    static const base::Messages loaded = must(base::Messages::load(ui_words_files()));
    return loaded;
}

const page::Renderer& renderer() {
    static const page::Renderer loaded = must(page::Renderer::load(ui_templates_files(), ui_assets_files()));
    return loaded;
}

// A worklist of 25 cases with its filter: the page that is opened most.
page::Page worklist() {
    page::Page made{.title = "Cases", .wide = true};
    made.add(page::Form{.items = {page::Select{
                            .name = "show",
                            .label = "Show",
                            .choices = {{.value = "open", .text = "Open"}, {.value = "all", .text = "All"}}}},
                        .buttons = {{.text = "Filter"}},
                        .sends_by_get = true});
    page::Table table{
        .caption = "Open cases", .columns = {"Case", "State", "Next clock", "Since"}, .rows = {}};
    for (int row = 0; row < 25; ++row) {
        const std::string name = "KX4-7Q2M-" + std::to_string(row);
        table.rows.push_back(
            {{.text = name, .href = "/cases/" + name},
             {.text = "Presumed", .tag = page::Tag{.text = "Presumed", .tone = page::Tone::info}},
             {.text = "Information", .detail = "in 3 hours"},
             {.text = "24 November 2026", .numeric = true}});
    }
    made.add(std::move(table));
    made.add(page::Pager{.next = page::Link{.text = "Next page", .href = "/cases?before=1"}});
    return made;
}

std::string drawn(const page::Page& made) {
    const page::Surroundings around{
        .path = "/cases",
        .form_token = "abcdefghijklmnopqrstuvwxyz",
        .signed_in = true,
        .display_name = "Ilyas Demir",
        .organisation = "Reception Centre North",
        .menu = {{"Cases", "/cases"}, {"Inbox", "/inbox"}, {"Directory", "/directory"}},
        .menu_current = "/cases"};
    return renderer().html(made, around, base::Words(messages(), base::Language::en));
}

void draw_a_page(benchmark::State& state) {
    const page::Page made = worklist();
    std::size_t size = 0;
    for (auto _ : state) {
        const std::string html = drawn(made);
        size = html.size();
        benchmark::DoNotOptimize(html.data());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}
BENCHMARK(draw_a_page)->Unit(benchmark::kMicrosecond);

void pack_a_page(benchmark::State& state) {
    const std::string html = drawn(worklist());
    http::Request request;
    request.headers = {{"Accept-Encoding", "gzip"}};
    for (auto _ : state) {
        http::Response response{.body = html};
        http::compress(response, request, 100);
        state.counters["bytes"] = static_cast<double>(response.body.size());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(html.size()));
}
BENCHMARK(pack_a_page)->Unit(benchmark::kMicrosecond);

class NoSink final : public base::LogSink {
public:
    void write(std::string_view) override {}
};

// A server and one client on one kept connection; the time is that of both together.
void ask(benchmark::State& state, const http::Handler& handler) {
    base::SystemClock clock;
    base::crypto::SystemRandom random;
    NoSink sink;
    base::Logger log(clock, sink);
    base::Metrics metrics;
    http::Server server = must(http::Server::listen({}, handler, clock, random, log, metrics));
    server.start();
    http::testing::Client client(server.port());
    for (auto _ : state) {
        const auto answer = client.ask(kHead);
        if (!answer || answer->status != 200) {
            state.SkipWithError("no answer");
            break;
        }
    }
}

void ask_for_a_line(benchmark::State& state) {
    ask(state, [](const http::Request&) { return http::plain_text(200, "hello"); });
}
BENCHMARK(ask_for_a_line)->Unit(benchmark::kMicrosecond)->MeasureProcessCPUTime()->UseRealTime();

void ask_for_a_page(benchmark::State& state) {
    const page::Page made = worklist();
    ask(state, [&made](const http::Request&) { return http::Response{.body = drawn(made)}; });
}
BENCHMARK(ask_for_a_page)->Unit(benchmark::kMicrosecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
