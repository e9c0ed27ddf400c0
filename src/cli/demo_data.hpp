#pragma once
// What the demo country is made of, from demo/*.json: organisations, people at work, programs, services,
// names and words. All invented. Promise: what load_demo_data() lets through is whole: every key is there
// that another names, every code is one of its list. Plain values; immutable once loaded.

#include "base/embedded.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "directory/service.hpp"
#include "guard/organisation.hpp"
#include "guard/role.hpp"
#include "survey/item.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace cli {

struct DemoOrganisation {
    std::string key;  // what users and services name it by
    std::string name;
    guard::OrganisationKind kind = guard::OrganisationKind::ngo;
    bool first_responder = false;
};

struct DemoUser {
    std::string sign_in_name;
    std::string organisation;
    std::string display_name;
    std::vector<guard::Role> roles;
    std::vector<guard::Function> training;
    bool vetted_for_children = false;
    bool supervisor = false;
    base::Language language = base::kFallbackLanguage;
};

// A program of others, with a token that everybody may know.
struct DemoProgram {
    std::string name;
    std::string responsible;  // a sign-in name; the program is of that person's organisation
    std::vector<guard::Role> roles;
    std::vector<guard::Function> training;
    bool vetted_for_children = false;
    bool supervisor = false;
};

struct DemoService {
    std::string organisation;
    directory::Service service;  // its capacity without a date
    int capacity_days_ago = 0;
};

// Names in one script: a person is a given name and a family name of it.
struct DemoNames {
    std::string script;  // "latin", "cyrillic", "arabic", "georgian"
    std::vector<std::string> languages;
    std::vector<std::string> given;
    std::vector<std::string> family;
};

struct DemoWords {
    std::string language;
    std::vector<std::string> observations;
    std::vector<std::string> wishes;
};

// What the States from .. to answer to an item, all alike; the first State is 1.
struct DemoAnswers {
    std::size_t from = 1;
    std::size_t to = 1;
    std::string option;
    std::string text;
    survey::Disposition disposition = survey::Disposition::answered;
    std::map<std::string, std::int64_t> totals;        // of a table: together, spread evenly
    std::map<std::string, std::int64_t> yes_of_first;  // how many of them, the first, say yes to each option
};

struct DemoItem {
    survey::Item item;
    // By language; and by option and language.
    std::map<std::string, std::string> wording;
    std::map<std::string, std::map<std::string, std::string>> labels;
    std::vector<DemoAnswers> answers;
};

// A round of the survey, of invented States.
struct DemoRound {
    std::string label;
    std::string note;
    std::vector<DemoItem> items;
};

struct DemoData {
    std::vector<DemoOrganisation> organisations;
    std::vector<DemoUser> users;
    std::vector<DemoProgram> programs;
    std::vector<DemoService> services;
    std::vector<DemoNames> names;
    std::vector<DemoWords> words;
    std::vector<DemoRound> rounds;
};

// Problem: invalid_file, naming each path that is wrong, the file in its detail.
base::Result<DemoData> load_demo_data(std::span<const base::EmbeddedFile> files);
base::Result<DemoData> shipped_demo_data();

// One password for all: the data are invented, and the sign-in page of a demo shows it.
inline constexpr std::string_view kDemoPassword = "arvandia-is-invented";

}  // namespace cli
