#include "web/referral_preview.hpp"

#include "casework/legal_exception.hpp"
#include "web/choices.hpp"
#include "web/referral_words.hpp"

#include <utility>

namespace web {
namespace {

using casework::ReferralPreview;
using guard::ConsentState;

std::string referrals_path(const ReferralPreview& preview) {
    return "/cases/" + preview.file.id.text() + "/referrals";
}

// The talk is about the facts that would really go: chosen and recorded.
std::string talk_path(const ReferralPreview& preview, const DraftFields& draft) {
    DraftFields asked = draft;
    asked.area.clear();
    asked.facts = casework::facts_of(preview.minimum);
    for (const casework::Fact fact : casework::facts_of(preview.full)) asked.facts.push_back(fact);
    return "/cases/" + preview.file.id.text() +
           "/consents/talk?code=CONS-REF&to=" + preview.service.organisation.text() + "&" + query_of(asked);
}

void add_packets(const base::Words& words, const ReferralPreview& preview, page::Page& page) {
    page.add(page::Heading{words.text("refer.preview.at_once"), 2});
    page.add(packet_list(words, preview.minimum));
    page.add(page::Heading{words.text("refer.preview.on_acceptance"), 2});
    if (preview.full.empty()) {
        page.add(page::Paragraph{.text = words.text("refer.preview.nothing_more")});
    } else {
        page.add(packet_list(words, preview.full));
    }
    if (!preview.unknown.empty()) {
        const std::vector<std::string> names = fact_names(words, preview.unknown);
        page.add(page::Paragraph{.text = words.text("refer.preview.unknown", {{"facts", words.list(names)}}),
                                 .quiet = true});
    }
    page.add(page::Inset{{words.text("refer.preview.nothing_else")}});
}

page::Form send_form(const base::Words& words, const ReferralPreview& preview, const DraftFields& draft,
                     const http::Form& typed) {
    page::Form form{.action = referrals_path(preview),
                    .items = hidden_fields(draft),
                    .buttons = {{.text = words.text("refer.preview.send")}},
                    .links = {{words.text("common.cancel"), referrals_path(preview)}}};
    form.items.push_back(page::Checkboxes{.name = "copy_given",
                                          .legend = {},
                                          .hint = {},
                                          .choices = {{.value = "yes",
                                                       .text = words.text("refer.preview.copy_given"),
                                                       .hint = words.text("refer.preview.copy_given_hint"),
                                                       .chosen = typed.checked("copy_given")}},
                                          .error = {},
                                          .small = false});
    return form;
}

// INV-02: the few grounds, a reason, and a second person; nothing is told before they have decided.
page::Form exception_form(const base::Words& words, const ReferralPreview& preview, const DraftFields& draft,
                          const http::Form& typed) {
    page::Form form{.action = referrals_path(preview),
                    .items = hidden_fields(draft),
                    .buttons = {{.text = words.text("refer.exception.propose"), .tone = page::Tone::neutral}},
                    .links = {}};
    form.items.push_back(page::Hidden{"path", "exception"});
    form.items.push_back(page::Radios{.name = "ground",
                                      .legend = words.text("refer.exception.ground"),
                                      .hint = {},
                                      .choices = choices(words, casework::exception_grounds(),
                                                         "casework.exception.", {typed.text("ground")}),
                                      .error = {},
                                      .in_line = false,
                                      .small = true});
    form.items.push_back(page::TextArea{.name = "reason",
                                        .label = words.text("refer.exception.reason"),
                                        .hint = words.text("refer.exception.reason_hint"),
                                        .value = typed.text("reason"),
                                        .error = {},
                                        .rows = 4});
    return form;
}

void add_ways_without_consent(const base::Words& words, const ReferralPreview& preview,
                              const DraftFields& draft, const http::Form& typed, page::Page& page) {
    const bool withdrawn = preview.consent == ConsentState::withdrawn;
    page.add(page::Notice{
        .tone = page::Tone::warning,
        .title = words.text(withdrawn ? "refer.preview.consent_withdrawn" : "refer.preview.consent_missing"),
        .lines = {words.text("refer.preview.consent_needed",
                             {{"organisation", preview.service.organisation_name}})}});
    page.add(page::Buttons{{{words.text("refer.preview.begin_talk"), talk_path(preview, draft)}}});
    page.add(page::Heading{words.text("refer.exception.title"), 2});
    page.add(page::Paragraph{.text = words.text("refer.exception.lead")});
    page.add(exception_form(words, preview, draft, typed));
}

}  // namespace

page::Page preview_page(const base::Words& words, const ReferralPreview& preview, const DraftFields& draft,
                        const http::Form& typed) {
    page::Page page;
    page.title = words.text("refer.preview.title", {{"organisation", preview.service.organisation_name}});
    page.caption = preview.file.pseudonym;
    page.back = page::Link{words.text("common.back"), referrals_path(preview) + "/facts?" + query_of(draft)};
    page.add(
        page::Paragraph{.text = words.text("refer.to", {{"service", preview.service.name},
                                                        {"organisation", preview.service.organisation_name}}),
                        .lead = true});
    add_packets(words, preview, page);
    if (preview.open_already) {
        page.add(page::Notice{
            .tone = page::Tone::warning,
            .title = words.text("refer.preview.open_already"),
            .lines = {words.text("refer.preview.open_already_text")},
            .links = {{words.text("refer.service.see_open"), "/sent/" + preview.open_already->text()}}});
        return page;
    }
    if (preview.consent == ConsentState::valid) {
        page.add(page::Notice{.tone = page::Tone::good, .title = words.text("refer.preview.consent_given")});
        page.add(send_form(words, preview, draft, typed));
    } else {
        add_ways_without_consent(words, preview, draft, typed, page);
    }
    return page;
}

}  // namespace web
