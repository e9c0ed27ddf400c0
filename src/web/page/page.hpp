#pragma once
// A page as a handler gives it: title, blocks, errors. Frame and renderer add everything around it.

#include "base/problem.hpp"
#include "base/words.hpp"
#include "web/page/block.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web::page {

struct FieldError {
    std::string field;  // empty: of the whole form
    std::string text;
};

struct Page {
    std::string title;
    std::string caption = {};  // a quiet line above the title: the case's pseudonym
    std::optional<Link> back = {};
    std::vector<Block> blocks = {};
    std::vector<Block> beside = {};  // a second column on a wide screen, below the blocks on a phone
    std::vector<FieldError> errors = {};
    int status = 200;
    bool wide = false;            // tables and boards
    bool for_the_person = false;  // my copy: neutral title, no product name, no menu, prints on one page

    Page& add(Block block) {
        blocks.push_back(std::move(block));
        return *this;
    }
};

// The page with the problem's fields as errors: each at its field and in the summary on top. A problem
// without fields becomes one line of the summary. Status is the problem's.
Page with_errors(Page page, const base::Problem& problem, const base::Words& words);

// The page that tells a problem when there is no form to go back to. `incident` is the id of a 500 that a
// person can read out.
Page page_of(const base::Problem& problem, const base::Words& words, const std::string& incident = {});

// What stands around every page.
struct Surroundings {
    std::string path;        // of this page, for "why can I see this" and the language switch
    std::string form_token;  // hidden in every form that posts
    bool signed_in = false;
    std::string display_name = {};  // who is signed in
    std::string organisation = {};
    std::vector<Link> menu = {};    // what this person may open
    std::string menu_current = {};  // href of the entry that is open
    std::string why_href = {};
    bool demo = false;                  // everything is invented, and every page says so
    std::optional<Notice> notice = {};  // "saved": shown once above the page
};

}  // namespace web::page
