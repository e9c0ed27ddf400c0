#include "web/menu.hpp"

#include "guard/authorise.hpp"

#include <algorithm>
#include <array>

namespace web {

namespace {

struct Entry {
    std::string_view path;
    std::string_view words;
    bool is_work = true;  // what waits for the person, to start the day at
};

// In the order of a day's work; what is not in the route table is left out.
constexpr std::array kEntries{
    Entry{"/board", "frame.menu.board"},
    Entry{"/worklist", "frame.menu.worklist"},
    Entry{"/first-look", "frame.menu.new_concern", false},
    Entry{"/inbox", "frame.menu.inbox"},
    Entry{"/sent", "frame.menu.sent", false},
    Entry{"/escalations", "frame.menu.escalations", false},
    Entry{"/confirmations", "screening.confirmations.menu", false},
    Entry{"/directory", "frame.menu.directory", false},
    Entry{"/estimates", "estimate.title"},
    Entry{"/access-log", "frame.menu.access_log"},
    Entry{"/admin/users", "frame.menu.users"},
    Entry{"/admin/organisations", "frame.menu.organisations", false},
    Entry{"/admin/programs", "frame.menu.programs", false},
    Entry{"/account", "frame.menu.account", false},
};

const Route* page_at(const std::vector<Route>& routes, std::string_view path) {
    const auto found = std::ranges::find_if(routes, [path](const Route& route) {
        return route.method == http::Method::get && route.pattern == path;
    });
    return found == routes.end() ? nullptr : &*found;
}

bool is_open_at(const std::vector<Route>& routes, std::string_view path, const guard::Actor& actor,
                base::Time now) {
    const Route* route = page_at(routes, path);
    return route != nullptr && is_open_to(*route, actor, now);
}

}  // namespace

bool is_open_to(const Route& route, const guard::Actor& actor, base::Time now) {
    if (route.door != Door::signed_in) return true;
    return guard::authorise(actor, {.permission = route.permission, .purpose = route.purpose}, now).allowed;
}

std::vector<page::Link> menu_for(const std::vector<Route>& routes, const guard::Actor& actor, base::Time now,
                                 const base::Words& words) {
    std::vector<page::Link> menu;
    for (const Entry& entry : kEntries) {
        if (!is_open_at(routes, entry.path, actor, now)) continue;
        menu.push_back({.text = words.text(entry.words), .href = std::string(entry.path)});
    }
    return menu;
}

std::string menu_entry_of(const std::vector<page::Link>& menu, std::string_view path) {
    std::string best;
    for (const page::Link& entry : menu) {
        const bool begins = path == entry.href || path.starts_with(entry.href + "/");
        if (begins && entry.href.size() > best.size()) best = entry.href;
    }
    return best;
}

std::string start_path_for(const std::vector<Route>& routes, const guard::Actor& actor, base::Time now) {
    for (const bool only_work : {true, false}) {
        for (const Entry& entry : kEntries) {
            if (only_work && !entry.is_work) continue;
            if (is_open_at(routes, entry.path, actor, now)) return std::string(entry.path);
        }
    }
    return "/account";  // open to everybody who is signed in
}

}  // namespace web
