#pragma once
// How the databases find the rows of a statement. Tests only.

#include "store/database.hpp"

#include <string>
#include <vector>

namespace casework {

// Passes every statement on, and notes how the database finds its rows.
class Explaining final : public store::ReadSession {
public:
    explicit Explaining(store::ReadSession& inner, store::Engine engine) : inner_(inner), engine_(engine) {}

    base::Result<store::Rows> query(std::string_view sql, std::vector<store::Value> parameters) override {
        const bool lite = engine_ == store::Engine::sqlite;
        const auto plan =
            inner_.query((lite ? "explain query plan " : "explain ") + std::string(sql), parameters);
        if (!plan) return plan;
        for (const store::Row& row : *plan) {
            const std::string& step = row.text(lite ? "detail" : "QUERY PLAN");
            steps_.push_back(step);
            // By name, and by the short names the statements give them.
            for (const std::string table :
                 {"case_file", "case_event", "case_clock", "referral", "f", "e", "k", "r"}) {
                if (lite ? goes_through(step, table)
                         : step.find("Seq Scan on " + table) != std::string::npos) {
                    whole_tables_.push_back(step + " in " + std::string(sql));
                }
            }
        }
        return inner_.query(sql, std::move(parameters));
    }
    // Steps that walk a table of cases from end to end.
    const std::vector<std::string>& whole_tables() const { return whole_tables_; }
    const std::vector<std::string>& steps() const { return steps_; }

private:
    // Also along an index, unless it holds only the few that wait.
    static bool goes_through(const std::string& step, const std::string& table) {
        if (step != "SCAN " + table && !step.starts_with("SCAN " + table + " ")) return false;
        return step.find("referral_waiting") == std::string::npos;
    }

    store::ReadSession& inner_;
    store::Engine engine_;
    std::vector<std::string> whole_tables_;
    std::vector<std::string> steps_;
};

}  // namespace casework
