#pragma once
// What a block needs to know while a page is drawn: templates, words, the form's token, and what was drawn
// before it (ids in use, the level of the last heading). One page, one scene, one thread.

#include "base/words.hpp"
#include "web/page/template_set.hpp"

#include <map>
#include <string>
#include <string_view>

namespace web::page {

class Scene {
public:
    Scene(const TemplateSet& templates, const base::Words& words, std::string form_token)
        : templates_(templates), words_(words), form_token_(std::move(form_token)) {}

    std::string draw(std::string_view name, const Data& data) const { return templates_.draw(name, data); }
    std::string text(std::string_view key, const base::MessageArguments& arguments = {}) const {
        return words_.text(key, arguments);
    }
    const base::Words& words() const { return words_; }
    const std::string& form_token() const { return form_token_; }
    bool right_to_left() const { return base::kind_of(words_.language()).direction == "rtl"; }

    // An id that no other element of the page has: "reason", then "reason-2".
    std::string new_id(std::string_view wanted);

    // Fields by their name in the form, for the links of the error summary: the first of a name wins.
    std::string new_field_id(const std::string& name);
    std::string field_id(const std::string& name) const;

    void note_heading(int level) { heading_level_ = level; }
    int level_below() const { return heading_level_ < 6 ? heading_level_ + 1 : 6; }

private:
    const TemplateSet& templates_;
    const base::Words& words_;
    std::string form_token_;
    std::map<std::string, int, std::less<>> ids_;
    std::map<std::string, std::string, std::less<>> field_ids_;
    int heading_level_ = 1;
};

// An address that a page may link to: our own, https, mail and telephone; anything else becomes "#".
std::string safe_href(const std::string& href);

}  // namespace web::page
