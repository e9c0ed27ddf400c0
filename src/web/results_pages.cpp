// What is published of the commitments survey, for everybody: rounds, items, each figure with its base, the
// report and the data. Nobody needs to sign in, and nothing here knows of a person.

#include "document/render_docx.hpp"
#include "document/render_pdf.hpp"
#include "survey/exchange/data_package.hpp"
#include "survey/reading.hpp"
#include "survey/report/item_report.hpp"
#include "survey/report/render_report.hpp"
#include "web/page/fragment.hpp"
#include "web/results_source.hpp"
#include "web/route.hpp"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace web {
namespace {

namespace rounds = survey::rounds;
namespace report = survey::report;

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kFiles{
    {{"results.report_page", "report"},
     {"results.report_pdf", "report.pdf"},
     {"results.report_docx", "report.docx"},
     {"results.data", "data.zip"}}};

std::string path_of(rounds::RoundId round) {
    return "/results/" + round.text();
}

void add_synthetic_notice(const base::Words& words, bool synthetic, page::Page& page) {
    if (!synthetic) return;
    page.add(page::Inset{.lines = {words.text("results.synthetic")}});
}

base::Result<Answer> list_rounds(const WebDesk& desk, Visit& visit) {
    const auto entries = rounds::published_rounds(desk.desk.workplace);
    if (!entries) return base::fail(entries.error());
    page::Page page{.title = visit.text("results.title")};
    page.add(page::Paragraph{.text = visit.text("results.lead"), .lead = true});
    page::Table table{.caption = visit.text("results.rounds"),
                      .columns = {visit.text("results.programme"), visit.text("results.round"),
                                  visit.text("results.published")},
                      .rows = {},
                      .when_empty = visit.text("results.none")};
    for (const rounds::PublishedEntry& entry : *entries) {
        page::Cell label{.text = entry.label};
        if (entry.kind == rounds::RoundKind::microdata) label.href = path_of(entry.id);
        if (entry.kind == rounds::RoundKind::aggregate_only)
            label.detail = visit.text("results.totals_alone");
        if (entry.synthetic) label.detail = visit.text("results.synthetic_short");
        table.rows.push_back(
            {{.text = entry.programme}, std::move(label), {.text = visit.words().date(entry.at)}});
    }
    page.add(std::move(table));
    return Answer(std::move(page));
}

base::Result<std::unique_ptr<ResultsSource>> source_of(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<rounds::KeptRound>("round");
    if (!id) return base::fail(id.error());
    return ResultsSource::load(desk, *id, visit.words());
}

base::Result<Answer> show_round(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    const rounds::PublishedRound& published = (*source)->round();
    const survey::Round& answers = *published.answers;
    const base::Words& words = visit.words();
    page::Page page{.title = words.text("results.round_title", {{"programme", published.programme},
                                                                {"round", published.round.label}})};
    page.back = page::Link{.text = words.text("results.title"), .href = "/results"};
    add_synthetic_notice(words, published.round.synthetic, page);
    page.add(
        page::Paragraph{.text = words.text("results.replied", {{"replied", answers.replied().count()},
                                                               {"population", answers.population().count()}}),
                        .lead = true});
    page::Table table{.caption = words.text("results.items"),
                      .columns = {words.text("results.item"), words.text("results.answered")},
                      .rows = {},
                      .when_empty = words.text("results.none")};
    for (std::size_t place = 0; place < answers.item_count(); ++place) {
        const survey::Item& item = answers.item(place);
        const auto reading = survey::read(answers, place, {});
        if (!reading) return base::fail(reading.error());
        table.rows.push_back(
            {{.text = (*source)->question(item.id),
              .href = path_of(published.round.id) + "/items/" + std::to_string(place + 1),
              .detail = item.section},
             {.text = words.text("results.out_of", {{"count", reading->answered.count()},
                                                    {"population", reading->population.count()}}),
              .numeric = true}});
    }
    page.add(std::move(table));
    const std::string path = path_of(published.round.id);
    page::Table files{
        .caption = words.text("results.take_away"), .columns = {words.text("results.file")}, .rows = {}};
    for (const auto& [key, name] : kFiles)
        files.rows.push_back({{.text = words.text(key), .href = path + "/" + std::string(name)}});
    page.add(std::move(files));
    page.add(page::Paragraph{.text = words.text("results.snapshot", {{"hash", published.snapshot}}),
                             .quiet = true});
    return Answer(std::move(page));
}

base::Result<document::Document> document_of(const ResultsSource& source,
                                             const base::Result<report::ReportTemplate>& text,
                                             const base::Words& words) {
    if (!text) return base::fail(text.error());
    return report::render_report(*text, source.source(),
                                 {.author = source.round().owner, .created = source.round().at}, words);
}

base::Result<Answer> as_page(const ResultsSource& source, const base::Result<document::Document>& drawn,
                             page::Link back, const base::Words& words) {
    if (!drawn) return base::fail(drawn.error());
    auto fragment = page::Fragment::of(*drawn);
    if (!fragment) return base::fail(fragment.error());
    page::Page page{.title = drawn->title};
    page.back = std::move(back);
    add_synthetic_notice(words, source.round().round.synthetic, page);
    page.add(*std::move(fragment));
    return Answer(std::move(page));
}

base::Result<Answer> show_item(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    const survey::Round& answers = *(*source)->round().answers;
    const std::string& number = visit.parameter("number");
    std::size_t place = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), place);
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || place < 1 ||
        place > answers.item_count()) {
        return base::fail(base::ProblemCode::not_found, "item");
    }
    const base::Words& words = visit.words();
    (*source)->draw_for_a_screen();
    const auto drawn = document_of(
        **source, report::item_report((*source)->source(), answers.item(place - 1).id, words), words);
    const rounds::KeptRound& round = (*source)->round().round;
    return as_page(**source, drawn, {.text = round.label, .href = path_of(round.id)}, words);
}

base::Result<document::Document> whole_report(const ResultsSource& source, const base::Words& words) {
    const std::string title = words.text("results.round_title", {{"programme", source.round().programme},
                                                                 {"round", source.round().round.label}});
    return document_of(source, report::round_report(source.source(), title, words), words);
}

base::Result<Answer> show_report(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    (*source)->draw_for_a_screen();
    const rounds::KeptRound& round = (*source)->round().round;
    return as_page(**source, whole_report(**source, visit.words()),
                   {.text = round.label, .href = path_of(round.id)}, visit.words());
}

Answer file_of(const base::Bytes& bytes, const char* type, const std::string& name) {
    http::Response response{.content_type = type, .body = std::string(bytes.begin(), bytes.end())};
    response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + name + "\""});
    return response;
}

base::Result<Answer> report_as_pdf(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    const auto drawn = whole_report(**source, visit.words());
    if (!drawn) return base::fail(drawn.error());
    const auto pdf = document::render_pdf(*drawn);
    if (!pdf) return base::fail(pdf.error());
    return file_of(*pdf, "application/pdf", "report.pdf");
}

base::Result<Answer> report_as_docx(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    const auto drawn = whole_report(**source, visit.words());
    if (!drawn) return base::fail(drawn.error());
    const auto docx = document::render_docx(*drawn);
    if (!docx) return base::fail(docx.error());
    return file_of(*docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                   "report.docx");
}

base::Result<Answer> data(const WebDesk& desk, Visit& visit) {
    const auto source = source_of(desk, visit);
    if (!source) return base::fail(source.error());
    const auto package =
        survey::exchange::data_package((*source)->publication(), survey::exchange::Audience::everybody);
    if (!package) return base::fail(package.error());
    return file_of(*package, "application/zip", "data.zip");
}

}  // namespace

std::vector<Route> results_routes() {
    return {{.pattern = "/results", .door = Door::open, .handler = list_rounds},
            {.pattern = "/results/{round}", .door = Door::open, .handler = show_round},
            {.pattern = "/results/{round}/items/{number}", .door = Door::open, .handler = show_item},
            {.pattern = "/results/{round}/report", .door = Door::open, .handler = show_report},
            {.pattern = "/results/{round}/report.pdf", .door = Door::open, .handler = report_as_pdf},
            {.pattern = "/results/{round}/report.docx", .door = Door::open, .handler = report_as_docx},
            {.pattern = "/results/{round}/data.zip", .door = Door::open, .handler = data}};
}

}  // namespace web
