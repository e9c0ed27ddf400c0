// The board of the national co-ordinator: what is overdue and with whom, who waits, who was referred and who
// was helped, how far cases came, how long things took, where there is room.

#include "casework/read_board.hpp"
#include "web/referral_words.hpp"
#include "web/route.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace web {
namespace {

using base::SafeCount;
using casework::Board;

constexpr int kSpanOtherwise = 90;

int span_of(const Visit& visit) {
    for (const int span : casework::board_spans()) {
        if (visit.query().text("days") == std::to_string(span)) return span;
    }
    return kSpanOtherwise;
}

std::string clock_name(const base::Words& words, country::ClockKind kind) {
    return words.text("casework.clock." + std::string(country::name_of(kind)));
}

page::Cell number_cell(const base::Words& words, std::int64_t number) {
    return {.text = words.number(number), .href = {}, .detail = {}, .tag = {}, .numeric = true};
}

// "c" is the mark of a figure that is held back (domain.md 9.7); what it means stands below the table.
page::Cell safe_cell(const base::Words& words, const SafeCount& count) {
    if (count) return number_cell(words, *count);
    return {.text = words.text("board.held_back_mark"), .href = {}, .detail = {}, .tag = {}, .numeric = true};
}

// --- Clocks ---

page::Chart overdue_chart(const base::Words& words, const Board& board) {
    std::map<country::ClockKind, std::int64_t> overdue;
    for (const casework::ClockLoad& load : board.clocks) {
        if (load.overdue > 0) overdue[load.kind] += load.overdue;
    }
    page::Chart chart{.title = words.text("board.overdue_by_kind"),
                      .label_column = words.text("board.clock"),
                      .value_column = words.text("board.overdue"),
                      .bars = {}};
    for (const auto& [kind, count] : overdue) {
        chart.bars.push_back({.label = clock_name(words, kind),
                              .value = count,
                              .value_text = words.number(count),
                              .tone = page::Tone::danger});
    }
    std::ranges::stable_sort(chart.bars, std::ranges::greater{}, &page::Bar::value);
    return chart;
}

// One row an organisation: its tasks as a list, so that the table stays as short as the country has
// organisations.
struct Load {
    std::int64_t overdue = 0;
    std::int64_t due = 0;
    std::vector<std::string> overdue_tasks;
    std::vector<std::string> due_tasks;
};

void count(const base::Words& words, const casework::ClockLoad& one, Load& load) {
    const auto task = [&](std::int64_t number) {
        return words.text("board.task_count", {{"task", clock_name(words, one.kind)}, {"count", number}});
    };
    load.overdue += one.overdue;
    load.due += one.due;
    if (one.overdue > 0) load.overdue_tasks.push_back(task(one.overdue));
    if (one.due > 0) load.due_tasks.push_back(task(one.due));
}

std::string tasks_text(const base::Words& words, const Load& load) {
    std::string text;
    if (!load.overdue_tasks.empty())
        text = words.text("board.tasks_overdue", {{"tasks", words.list(load.overdue_tasks)}});
    if (load.due_tasks.empty()) return text;
    return text + (text.empty() ? "" : " · ") +
           words.text("board.tasks_due", {{"tasks", words.list(load.due_tasks)}});
}

page::Table clock_table(const base::Words& words, const Board& board) {
    std::vector<std::string> order;  // as the board has it: who has most overdue first
    std::map<std::string, Load> loads;
    for (const casework::ClockLoad& one : board.clocks) {
        const auto [load, is_new] = loads.try_emplace(one.organisation);
        if (is_new) order.push_back(one.organisation);
        count(words, one, load->second);
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](const std::string& name) { return loads.at(name).overdue; });
    page::Table table{.caption = words.text("board.clocks_by_organisation"),
                      .columns = {words.text("board.organisation"), words.text("board.overdue"),
                                  words.text("board.due_within_a_day")},
                      .rows = {},
                      .when_empty = words.text("board.nothing_due")};
    for (const std::string& organisation : order) {
        const Load& load = loads.at(organisation);
        table.rows.push_back({{.text = organisation, .href = {}, .detail = tasks_text(words, load)},
                              number_cell(words, load.overdue),
                              number_cell(words, load.due)});
    }
    return table;
}

void add_clocks(const base::Words& words, const Board& board, page::Page& page) {
    page.add(page::Heading{.text = words.text("board.clocks")});
    page::Chart chart = overdue_chart(words, board);
    if (!chart.bars.empty()) page.add(std::move(chart));
    page.add(clock_table(words, board));
}

// --- Referrals that wait ---

void add_waiting(const base::Words& words, const Board& board, base::Time now, page::Page& page) {
    page.add(page::Heading{.text = words.text("board.waiting")});
    page.add(page::Paragraph{.text = words.text("board.waiting_count", {{"count", board.waiting}})});
    page::Table table{
        .caption = words.text("board.longest_waiting"),
        .columns = {words.text("board.case"), words.text("board.waits_at"), words.text("board.sent_by"),
                    words.text("board.status"), words.text("board.age")},
        .rows = {},
        .when_empty = words.text("board.nothing_waits")};
    for (const casework::QueueLine& line : board.longest_waiting) {
        page::Cell status{
            .text = {}, .href = {}, .detail = {}, .tag = status_tag(words, line.referral.status)};
        if (line.escalated) status.detail = words.text("board.escalated");
        table.rows.push_back({{.text = line.pseudonym},
                              {.text = line.to_name},
                              {.text = line.from_name},
                              std::move(status),
                              {.text = words.duration(now - line.referral.sent_at)}});
    }
    page.add(std::move(table));
}

// --- People referred and helped ---

void add_uptake(const base::Words& words, const Board& board, page::Page& page) {
    page.add(page::Heading{.text = words.text("board.uptake")});
    if (!board.statistics.referred) {
        page.add(page::Paragraph{.text = words.text("board.too_few_referred")});
        return;
    }
    if (board.statistics.uptake) {
        page.add(page::Paragraph{
            .text = words.text("board.uptake_is", {{"helped", *board.statistics.helped},
                                                   {"referred", *board.statistics.referred},
                                                   {"share", words.percent(*board.statistics.uptake)}}),
            .lead = true});
    } else if (*board.statistics.referred == 0) {
        page.add(page::Paragraph{.text = words.text("board.nobody_referred")});
    } else {
        page.add(page::Paragraph{
            .text = words.text("board.few_helped", {{"referred", *board.statistics.referred}})});
    }
    page.add(page::Paragraph{.text = words.text("board.uptake_means"), .quiet = true});
}

void add_funnel(const base::Words& words, const Board& board, page::Page& page) {
    const casework::FunnelTable& funnel = board.statistics.funnel;
    page.add(page::Heading{.text = words.text("board.funnel")});
    page::Table table{.caption = words.text("board.funnel_by_identifier"),
                      .columns = {words.text("board.first_identified_by")},
                      .rows = {},
                      .when_empty = words.text("board.nobody_yet")};
    page::Chart chart{.title = words.text("board.funnel_all"),
                      .label_column = words.text("board.reached"),
                      .value_column = words.text("board.people"),
                      .bars = {},
                      .note = words.text("board.held_back")};
    for (std::size_t column = 0; column < funnel.states.size(); ++column) {
        const std::string name =
            words.text("casework.state." + std::string(casework::name_of(funnel.states[column])));
        table.columns.push_back(name);
        if (column >= funnel.table.totals.size() || !funnel.table.totals[column]) continue;
        const std::int64_t total = *funnel.table.totals[column];
        chart.bars.push_back({.label = name, .value = total, .value_text = words.number(total)});
    }
    if (!chart.bars.empty()) page.add(std::move(chart));
    const auto add_row = [&](const std::string& label, const std::vector<SafeCount>& counts) {
        std::vector<page::Cell> cells{{.text = label}};
        for (const SafeCount& count : counts) cells.push_back(safe_cell(words, count));
        table.rows.push_back(std::move(cells));
    };
    for (const base::SafeRow& row : funnel.table.rows) {
        add_row(words.text("casework.first_identifier." + row.label), row.counts);
    }
    if (funnel.table.rows.size() > 1) add_row(words.text("board.all"), funnel.table.totals);
    page.add(std::move(table));
    page.add(page::Paragraph{.text = words.text("board.held_back"), .quiet = true});
}

// --- How long things took ---

page::SummaryRow half_time(const base::Words& words, const char* key,
                           const std::optional<casework::HalfTime>& half) {
    page::SummaryRow row{.key = words.text(key), .lines = {}};
    if (!half) {
        row.lines = {words.text("board.too_few_times")};
        return row;
    }
    if (half->half_within) {
        row.lines.push_back(words.text("board.half_within", {{"time", words.duration(*half->half_within)}}));
    } else {
        row.lines.push_back(words.text("board.half_not_reached"));
    }
    row.lines.push_back(words.text("board.done_of_all", {{"done", half->done}, {"all", half->all}}));
    return row;
}

void add_times(const base::Words& words, const Board& board, page::Page& page) {
    page.add(page::Heading{.text = words.text("board.times")});
    page.add(page::SummaryList{
        .rows = {half_time(words, "board.concern_to_information", board.statistics.information),
                 half_time(words, "board.referral_to_service", board.statistics.first_service)}});
}

// --- Room ---

void add_capacity(const base::Words& words, const Board& board, page::Page& page) {
    const casework::CapacityCounts& counts = board.capacity;
    page.add(page::Heading{.text = words.text("board.capacity")});
    page.add(page::Paragraph{.text = words.text("board.capacity_counts", {{"services", counts.services},
                                                                          {"fresh", counts.fresh},
                                                                          {"stale", counts.stale},
                                                                          {"not_told", counts.not_told},
                                                                          {"free", counts.free_places}})});
    page::Table table{.caption = words.text("board.oldest_counts"),
                      .columns = {words.text("board.service"), words.text("board.organisation"),
                                  words.text("board.free_places"), words.text("board.counted_at")},
                      .rows = {},
                      .when_empty = words.text("board.no_services")};
    for (const casework::CapacityLine& line : board.oldest_counts) {
        page::Cell free{.text = words.text("board.not_told")};
        page::Cell counted{.text = words.text("board.never")};
        if (line.as_of && line.free && line.total) {
            free.text = words.text("board.free_of_total", {{"free", *line.free}, {"total", *line.total}});
            counted.text = words.date(*line.as_of);
        }
        table.rows.push_back(
            {{.text = line.service}, {.text = line.organisation}, std::move(free), std::move(counted)});
    }
    page.add(std::move(table));
}

base::Result<Answer> show_board(const WebDesk& desk, Visit& visit) {
    const int span = span_of(visit);
    const auto board = read_board(desk.desk, visit.actor(), span);
    if (!board) return base::fail(board.error());
    const base::Words& words = visit.words();
    page::Page page{.title = visit.text("board.title"), .wide = true};
    page.add(page::Paragraph{.text = visit.text("board.lead"), .lead = true});
    add_clocks(words, *board, page);
    add_waiting(words, *board, visit.now(), page);

    page.add(page::Heading{
        .text = visit.text("board.since", {{"days", span}, {"date", words.date(board->statistics.since)}}),
        .level = 2,
        .id = "since"});
    page.add(page::Paragraph{.text = visit.text("board.statistics_as_of",
                                                {{"time", words.date_time(board->statistics.counted_at)}})});
    page::Buttons spans;
    for (const int other : casework::board_spans()) {
        if (other == span) continue;
        spans.links.push_back(
            {visit.text("board.span", {{"days", other}}), "/board?days=" + std::to_string(other)});
    }
    page.add(std::move(spans));
    add_uptake(words, *board, page);
    add_funnel(words, *board, page);
    add_times(words, *board, page);
    add_capacity(words, *board, page);
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> board_routes() {
    return {{.method = http::Method::get,
             .pattern = "/board",
             .door = Door::signed_in,
             .permission = guard::Permission::board_read,
             .purpose = guard::Purpose::co_ordination,
             .handler = show_board}};
}

}  // namespace web
