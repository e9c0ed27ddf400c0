#pragma once
// The whole site on a fresh database, with one person for each role that a test asks for, and a browser that
// keeps cookies and form tokens as a real one does. Tests only.

#include "base/crypto/random.hpp"
#include "base/crypto/totp.hpp"
#include "base/log.hpp"
#include "casework/casework_for_test.hpp"
#include "guard/add_organisation.hpp"
#include "guard/manage_users.hpp"
#include "guard/sign_in_limiter.hpp"
#include "store/testing/on_every_database.hpp"
#include "ui_assets.hpp"
#include "ui_templates.hpp"
#include "ui_words.hpp"
#include "web/http/percent.hpp"
#include "web/site.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace web {

class CapturedLog final : public base::LogSink {
public:
    void write(std::string_view line) override { text_ += line; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// One browser window. Follows no redirect by itself.
class Browser {
public:
    explicit Browser(const http::Handler& site) : site_(site) {}

    const http::Response& get(const std::string& target) { return send(http::Method::get, target, {}); }
    const http::Response& head(const std::string& target) { return send(http::Method::head, target, {}); }
    // With the token of the page before.
    const http::Response& post(const std::string& target, Fields fields) {
        fields.emplace_back("form_token", token_);
        return post_without_token(target, fields);
    }
    const http::Response& post_without_token(const std::string& target, const Fields& fields) {
        std::string body;
        for (const auto& [name, value] : fields) {
            if (!body.empty()) body += '&';
            body += http::percent_encoded(name) + "=" + http::percent_encoded(value);
        }
        return send(http::Method::post, target, body);
    }
    // Where the last answer leads.
    std::string location() const { return header("Location"); }
    const http::Response& follow() { return get(location()); }

    const http::Response& last() const { return last_; }
    std::string header(std::string_view name) const {
        for (const http::Header& header : last_.headers) {
            if (header.name == name) return header.value;
        }
        return {};
    }
    std::map<std::string, std::string>& cookies() { return cookies_; }
    const std::string& token() const { return token_; }
    // Sent with every request from now on.
    void set_header(std::string name, std::string value) {
        headers_.push_back({std::move(name), std::move(value)});
    }

private:
    const http::Response& send(http::Method method, const std::string& target, std::string body) {
        http::Request request;
        request.method = method;
        if (!http::set_target(request, target)) throw std::logic_error("not a target: " + target);
        request.headers = headers_;
        request.peer = "192.0.2.1";
        std::string cookie;
        for (const auto& [name, value] : cookies_)
            cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
        if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
        if (method == http::Method::post) {
            request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
            request.body = std::move(body);
        }
        last_ = site_(request);
        for (const http::Cookie& set : last_.cookies) {
            if (set.seconds_max == 0) {
                cookies_.erase(set.name);
            } else {
                cookies_[set.name] = set.value;
            }
        }
        read_token();
        return last_;
    }
    void read_token() {
        constexpr std::string_view kBefore = "name=\"form_token\" value=\"";
        const std::size_t at = last_.body.find(kBefore);
        if (at == std::string::npos) return;
        const std::size_t begin = at + kBefore.size();
        token_ = last_.body.substr(begin, last_.body.find('"', begin) - begin);
    }

    const http::Handler& site_;
    http::Response last_;
    std::map<std::string, std::string> cookies_;
    std::vector<http::Header> headers_;
    std::string token_;
};

// The profile and the indicator sets as they are shipped.
class Shipped : public casework::CaseworkTest {
public:
    using casework::CaseworkTest::instruments;
    using casework::CaseworkTest::profile;
};

class SiteTest : public store::testing::OnEveryDatabase {
protected:
    static constexpr base::Time kNow{1'800'000'000'000'000};
    static constexpr const char* kPassword = "a lantern by the harbour";

    void SetUp() override {
        OnEveryDatabase::SetUp();
        if (IsSkipped()) return;
        place_.reset(new guard::Workplace{.database = database(),
                                          .keys = keys_,
                                          .clock = clock_,
                                          .random = random_,
                                          .password_cost = {.passes = 1, .memory_bytes = 8192}});
        guard::NewOrganisation organisation;
        organisation.name = "Harbour House";
        organisation.agreement_valid_to = kNow + std::chrono::hours(24 * 365);
        organisation_ = must(guard::add_organisation(*place_, guard::command_line_actor(), organisation));
        case_desk_.reset(new casework::CaseDesk{*place_, Shipped::profile(), Shipped::instruments()});
        desk_.reset(new WebDesk{.desk = *case_desk_,
                                .messages = messages(),
                                .renderer = renderer(),
                                .assets = ui_assets_files(),
                                .sign_in_limiter = limiter_,
                                .log = log_,
                                .metrics = metrics_});
        site_ = make_site(*desk_);
    }
    void TearDown() override {
        site_ = nullptr;
        desk_.reset();
        case_desk_.reset();
        place_.reset();
        OnEveryDatabase::TearDown();
    }

    // "Worker of NGO_CASE", who signs in as "ngo_case" with kPassword, trained and vetted.
    guard::UserId add(guard::Role role, base::Language language = base::Language::en) {
        guard::NewUser wanted;
        wanted.organisation = organisation_;
        wanted.sign_in_name = sign_in_name(role);
        wanted.display_name = "Worker of " + std::string(guard::code_of(role));
        wanted.duties.roles = {role};
        wanted.duties.training = {{guard::Function::interview, kNow + std::chrono::hours(24 * 365)}};
        wanted.duties.vetted_for_children = true;
        wanted.language = language;
        wanted.password = base::Secret<std::string>(kPassword);
        wanted.must_change_password = false;
        wanted.totp_secret = totp_secret();
        return must(guard::add_user(*place_, guard::command_line_actor(), wanted)).id;
    }
    static std::string sign_in_name(guard::Role role) {
        std::string name(guard::code_of(role));
        for (char& letter : name)
            letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        return name;
    }
    static base::Secret<base::Bytes> totp_secret() {
        return base::Secret<base::Bytes>(base::Bytes(20, std::uint8_t{7}));
    }
    std::string code_now() const { return base::crypto::totp_code(totp_secret().expose(), clock_.now()); }

    Browser browser() { return Browser(site_); }
    // A browser of somebody with this role who has passed the second factor.
    Browser signed_in(guard::Role role, base::Language language = base::Language::en) {
        add(role, language);
        Browser browser(site_);
        sign_in(browser, role);
        return browser;
    }
    void sign_in(Browser& browser, guard::Role role) {
        browser.get("/sign-in");
        browser.post("/sign-in", {{"sign_in_name", sign_in_name(role)}, {"password", kPassword}});
        EXPECT_EQ(browser.location(), "/sign-in/code") << browser.last().body;
        browser.follow();
        browser.post("/sign-in/code", {{"code", code_now()}});
        EXPECT_EQ(browser.location(), "/") << browser.last().body;
    }

    std::int64_t count(const std::string& from) {
        return must(database().read([&](store::ReadSession& session) {
                   return session.query("select count(*) as n from " + from);
               }))
            .front()
            .integer("n");
    }

    template <class Value>
    static Value must(base::Result<Value> result) {
        if (!result) throw std::runtime_error(base::to_text(result.error()));
        return std::move(*result);
    }
    static const base::Messages& messages() {
        static const base::Messages loaded = must(base::Messages::load(ui_words_files()));
        return loaded;
    }
    static const page::Renderer& renderer() {
        static const page::Renderer loaded =
            must(page::Renderer::load(ui_templates_files(), ui_assets_files()));
        return loaded;
    }
    static guard::KeyRing make_keys() {
        base::SeededRandom random(1);
        return guard::KeyRing::from_master(base::crypto::SealingKey::generate(random));
    }

    guard::KeyRing keys_ = make_keys();
    base::ManualClock clock_{kNow};
    base::crypto::SystemRandom random_;
    CapturedLog logged_;
    base::Logger log_{clock_, logged_, base::LogLevel::debug};
    base::Metrics metrics_;
    guard::SignInLimiter limiter_{{.peer_burst = 1000, .global_burst = 1000}};
    std::unique_ptr<guard::Workplace> place_;
    std::unique_ptr<casework::CaseDesk> case_desk_;
    std::unique_ptr<WebDesk> desk_;
    guard::OrganisationId organisation_;
    http::Handler site_;
};

}  // namespace web
