#pragma once
// A published round and those before it, as a report draws them, in the reader's language. Thread rule:
// belongs to one request; what it gives refers to it.

#include "base/result.hpp"
#include "base/words.hpp"
#include "document/charts/chart.hpp"
#include "survey/exchange/publication.hpp"
#include "survey/report/report_source.hpp"
#include "survey/rounds/published_round.hpp"
#include "web/web_desk.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace web {

class ResultsSource {
public:
    // Problems: those of survey::rounds::read_published().
    static base::Result<std::unique_ptr<ResultsSource>> load(const WebDesk& desk,
                                                             survey::rounds::RoundId round,
                                                             const base::Words& words);

    // Charts as wide as a phone has room for; otherwise as a printed page has.
    void draw_for_a_screen() { source_.chart_width = document::charts::kPhoneWidth; }

    const survey::rounds::PublishedRound& round() const { return round_; }
    const survey::report::ReportSource& source() const { return source_; }
    std::string question(std::string_view item) const;
    survey::exchange::Publication publication() const;

private:
    explicit ResultsSource(survey::rounds::PublishedRound round, std::string language)
        : round_(std::move(round)), language_(std::move(language)) {}
    base::Done add_earlier(const WebDesk& desk);
    void fill();
    std::string question_in(std::string_view language, std::string_view item) const;
    std::string answer_in(std::string_view language, std::string_view item, std::string_view option) const;

    survey::rounds::PublishedRound round_;
    std::string language_;
    std::vector<std::unique_ptr<survey::rounds::PublishedRound>> earlier_;
    std::vector<survey::rounds::Grades> grades_;  // of each of them
    survey::report::ReportSource source_;
};

}  // namespace web
