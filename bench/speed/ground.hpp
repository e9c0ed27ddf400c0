#pragma once
// Everything an operation needs to be run a number of times: two people at work in different organisations,
// cases that are known and cases that were made for it. Each operation is the use case or the page that a
// person uses, with authorisation, sealing and audit as in production. One thread.

#include "casework/case_file.hpp"
#include "casework/case_repository.hpp"
#include "directory/service.hpp"
#include "speed/country.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace speed {

class Ground {
public:
    explicit Ground(Country& country);

    casework::CaseId create();  // concern, profile and identity at once, as a program sends them
    void create_by_steps();     // as a person writes them, one page after the other
    void read();
    void prepare_update();
    void update();
    void search();
    void prepare_referral();  // as far as the person has agreed
    void refer_and_accept();
    void history();

    // Pages by their address. Their size, as drawn and as it travels.
    std::size_t page(const std::string& target);
    std::size_t packed(const std::string& target);
    std::string first_page() const { return "/worklist"; }
    // The two hundredth page, or the last full one of a country that has fewer.
    const std::string& far_page() const { return far_; }
    std::string case_page() { return "/cases/" + next_known().text(); }
    std::string timeline_page() { return "/cases/" + next_known().text() + "/timeline"; }

private:
    const casework::CaseDesk& desk() const { return country_.desk(); }
    const guard::Actor& actor() const { return worker_.actor; }
    casework::CaseId new_case();
    std::int64_t profile_version(casework::CaseId id);
    std::vector<casework::CaseId> known_cases();
    casework::CaseId next_known();
    std::string far_target();
    void find_service();

    Country& country_;
    Person worker_;
    Person receiver_;
    std::vector<casework::CaseId> known_;
    std::vector<casework::CaseId> agreed_;
    std::string far_;
    directory::ServiceId service_;
    std::string need_;
    casework::CaseId updated_;
    std::int64_t updated_version_ = 0;
    int number_ = 0;
};

}  // namespace speed
