#include "engines/estimation/table_changes.hpp"

namespace estimation {

namespace {

CaptureTable empty_table(std::vector<std::string> lists) {
    CaptureTable table;
    table.count.resize(std::size_t{1} << lists.size());
    table.lists = std::move(lists);
    return table;
}

// The history with the bit of a list taken out, and those above it one place down.
std::size_t squeezed(std::size_t history, std::size_t list) {
    const std::size_t below = (std::size_t{1} << list) - 1;
    return (history & below) | (history >> 1U & ~below);
}

std::vector<std::string> names_without(const CaptureTable& table, std::size_t list) {
    std::vector<std::string> names = table.lists;
    names.erase(names.begin() + static_cast<std::ptrdiff_t>(list));
    return names;
}

}  // namespace

CaptureTable leaving_out(const CaptureTable& table, std::size_t list) {
    CaptureTable changed = empty_table(names_without(table, list));
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        changed.count[squeezed(history, list)] += table.count[history];
    }
    changed.count[0] = 0;
    return changed;
}

CaptureTable with_lists_merged(const CaptureTable& table, std::size_t one, std::size_t other) {
    CaptureTable both = table;
    both.lists[one] += "+" + table.lists[other];
    both.count.assign(table.cell_count(), 0);
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        const std::size_t on_one = history | ((history >> other & 1U) << one);
        both.count[on_one] += table.count[history];
    }
    return leaving_out(both, other);
}

CaptureTable on_list(const CaptureTable& table, std::size_t list) {
    CaptureTable changed = empty_table(names_without(table, list));
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if ((history >> list & 1U) != 0) changed.count[squeezed(history, list)] += table.count[history];
    }
    changed.count[0] = 0;  // those on this list alone
    return changed;
}

CaptureTable some_of(const CaptureTable& table, double people, RandomStream& random) {
    CaptureTable changed = empty_table(table.lists);
    double left = observed(table);
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        for (double person = 0; person < table.count[history]; person += 1) {
            if (random.uniform() * left < people) {
                changed.count[history] += 1;
                people -= 1;
            }
            left -= 1;
        }
    }
    return changed;
}

double overlapping_with(const CaptureTable& table, std::size_t list) {
    double sum = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if ((history >> list & 1U) != 0 && lists_in(static_cast<Mask>(history)) > 1)
            sum += table.count[history];
    }
    return sum;
}

double people_on(const CaptureTable& table, std::size_t list) {
    double sum = 0;
    for (std::size_t history = 1; history < table.cell_count(); ++history) {
        if ((history >> list & 1U) != 0) sum += table.count[history];
    }
    return sum;
}

bool can_be_estimated(const CaptureTable& table) {
    std::size_t used = 0;
    for (std::size_t list = 0; list < table.list_count(); ++list) {
        if (people_on(table, list) > 0) ++used;
    }
    return used >= 3 && used == table.list_count() && overlapping(table) > 0;
}

}  // namespace estimation
