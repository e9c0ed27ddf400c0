#include "web/service_cards.hpp"

#include "web/choices.hpp"

#include <utility>

namespace web {
namespace {

using directory::Fit;
using directory::Match;
using directory::Point;
using directory::Room;
using directory::Service;

// The points of one kind, as a sentence with a list in it; empty when there are none.
std::string points_line(const base::Words& words, const Match& match, Fit fit, const std::string& key) {
    Codes points;
    for (const directory::Reason& reason : match.reasons) {
        // That it answers the need is why it is here.
        if (reason.fit == fit && reason.point != Point::need) points.emplace_back(name_of(reason.point));
    }
    if (points.empty()) return {};
    return words.text(key, {{"points", listed(words, points, "directory.point.")}});
}

void add_line(std::vector<std::string>& lines, std::string line) {
    if (!line.empty()) lines.push_back(std::move(line));
}

// What speaks against it, or has to be bridged, is a sentence each.
void add_sentences(const base::Words& words, const Match& match, Fit fit, std::vector<std::string>& lines) {
    for (const directory::Reason& reason : match.reasons) {
        if (reason.fit != fit) continue;
        lines.push_back(words.text("directory.match." + std::string(name_of(reason.point)) + "." +
                                   std::string(name_of(fit))));
    }
}

std::string where_text(const base::Words& words, const Service& service) {
    std::string area = service.site.area.empty() ? words.text("directory.whole_country") : service.site.area;
    if (!service.is_shelter()) return area;
    return words.text("directory.shelter_in", {{"area", area}});
}

std::string tag_key(Room room) {
    switch (room) {
        case Room::free_places: return "directory.room.free_places";
        case Room::full: return "directory.room.full";
        case Room::stale: return "directory.room.stale";
        case Room::not_told: return "directory.room.not_told";
    }
    return {};
}

page::Tone tone_of(Room room) {
    switch (room) {
        case Room::free_places: return page::Tone::good;
        case Room::full: return page::Tone::danger;
        case Room::stale: return page::Tone::warning;
        case Room::not_told: return page::Tone::neutral;
    }
    return page::Tone::neutral;
}

void add_row(page::SummaryList& list, std::string key, std::string value) {
    if (value.empty()) return;
    list.rows.push_back(
        {.key = std::move(key), .lines = {std::move(value)}, .tag = std::nullopt, .actions = {}});
}

std::vector<std::string> served_lines(const base::Words& words, const directory::Eligibility& eligibility) {
    std::vector<std::string> lines;
    const auto add = [&](const Codes& codes, std::string_view family) {
        if (!codes.empty()) lines.push_back(listed(words, codes, family));
    };
    add(eligibility.genders, "directory.gender.");
    add(eligibility.age_bands, "directory.age_band.");
    add(eligibility.households, "directory.household.");
    add(eligibility.statuses, "directory.status.");
    if (lines.empty()) lines.push_back(words.text("directory.serves_everybody"));
    add_line(lines, eligibility.words);
    return lines;
}

}  // namespace

std::string capacity_text(const base::Words& words, const Service& service) {
    if (!service.capacity) return words.text("directory.capacity_not_told");
    return words.text("directory.capacity", {{"free", service.capacity->free},
                                             {"total", service.capacity->total},
                                             {"date", words.date(service.capacity->as_of)}});
}

page::Tag capacity_tag(const base::Words& words, Room room) {
    return {.text = words.text(tag_key(room)), .tone = tone_of(room)};
}

page::Card service_card(const base::Words& words, const Match& match, const std::string& href) {
    const Service& service = match.service;
    page::Card card{.title = service.name, .href = href, .tags = {}, .lines = {}, .actions = {}};
    if (!match.reasons.empty()) {
        card.tags.push_back(match.suits
                                ? page::Tag{words.text("directory.suits"), page::Tone::good}
                                : page::Tag{words.text("directory.does_not_suit"), page::Tone::warning});
    }
    card.tags.push_back(capacity_tag(words, match.room));
    card.lines.push_back(service.organisation_name);
    card.lines.push_back(where_text(words, service));
    add_sentences(words, match, Fit::against, card.lines);
    add_sentences(words, match, Fit::limits, card.lines);
    add_line(card.lines, points_line(words, match, Fit::fits, "directory.fits"));
    add_line(card.lines, points_line(words, match, Fit::not_known, "directory.not_known"));
    card.lines.push_back(capacity_text(words, service));
    return card;
}

page::SummaryList service_summary(const base::Words& words, const Service& service, Room room) {
    page::SummaryList list;
    add_row(list, words.text("directory.organisation"), service.organisation_name);
    add_row(list, words.text("directory.needs"), listed(words, service.needs, "directory.need."));
    add_row(list, words.text("directory.description"), service.description);
    list.rows.push_back({.key = words.text("directory.serves"),
                         .lines = served_lines(words, service.eligibility),
                         .tag = std::nullopt,
                         .actions = {}});
    add_row(list, words.text("directory.languages"), listed(words, service.languages, "casework.language."));
    add_row(list, words.text("directory.area"), where_text(words, service));
    add_row(
        list, words.text("directory.address"),
        service.is_shelter() ? words.text("directory.shelter_address_kept_nowhere") : service.site.address);
    add_row(list, words.text("directory.opening_hours"), service.opening_hours);
    add_row(list, words.text("directory.same_day"),
            words.text(service.answers_today ? "common.yes" : "common.no"));
    add_row(list, words.text("directory.contact"), service.contact);
    page::SummaryRow capacity{.key = words.text("directory.capacity_label"),
                              .lines = {capacity_text(words, service)},
                              .tag = capacity_tag(words, room),
                              .actions = {}};
    if (service.capacity) add_line(capacity.lines, service.capacity->note);
    list.rows.push_back(std::move(capacity));
    return list;
}

}  // namespace web
