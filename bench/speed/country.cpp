#include "speed/country.hpp"

#include "cli/demo_country.hpp"
#include "cli/demo_mark.hpp"
#include "guard/second_factor.hpp"
#include "guard/sign_in.hpp"
#include "speed/must.hpp"
#include "ui_assets.hpp"
#include "ui_templates.hpp"
#include "ui_words.hpp"
#include "web/cookies.hpp"
#include "web/site.hpp"

namespace speed {
namespace {

constexpr std::uint64_t kSeed = 1;

cli::Settings settings_for(const std::string& postgres) {
    cli::Settings settings;
    settings.time_zone = "UTC";
    settings.database = base::Secret<std::string>(postgres);
    return settings;
}

}  // namespace

Country::Country(const std::filesystem::path& folder, const std::string& postgres)
    : knowledge_(must(cli::Knowledge::shipped())),
      messages_(must(base::Messages::load(ui_words_files()))),
      renderer_(must(web::page::Renderer::load(ui_templates_files(), ui_assets_files()))),
      installation_(must(cli::Installation::open(cli::DataDirectory(folder), settings_for(postgres),
                                                 cli::Opening::migrated, clock_))) {
    desk_.reset(new casework::CaseDesk{.workplace = installation_->workplace(),
                                       .profile = *must(knowledge_.profile(cli::kDemoProfile)),
                                       .instruments = knowledge_.instruments});
    web_desk_.reset(new web::WebDesk{.desk = *desk_,
                                     .messages = messages_,
                                     .renderer = renderer_,
                                     .assets = ui_assets_files(),
                                     .sign_in_limiter = limiter_,
                                     .log = log_,
                                     .metrics = metrics_,
                                     .demo = true});
    site_ = web::make_site(*web_desk_);
}

Person Country::sign_in(std::string_view sign_in_name) {
    const auto opened =
        must(guard::sign_in(workplace(), limiter_,
                            {.sign_in_name = std::string(sign_in_name),
                             .password = base::Secret<std::string>(std::string(cli::kDemoPassword)),
                             .peer = "127.0.0.1"}));
    Person person{.actor = opened.signed_in.actor, .token = opened.token.expose()};
    if (opened.signed_in.stage == guard::SignInStage::second_factor) {
        const auto secret = cli::demo_totp_secret(kSeed, sign_in_name);
        const std::string code = must(guard::code_in_demo(workplace(), person.actor, secret));
        person.token =
            must(guard::pass_second_factor_in_demo(workplace(), person.actor, code, secret)).expose();
    }
    const auto resumed = must(guard::resume_session(workplace(), person.token));
    if (!resumed) throw std::runtime_error("the session of " + std::string(sign_in_name) + " is gone");
    person.actor = resumed->actor;
    return person;
}

web::http::Response Country::ask(const Person& person, const std::string& target) {
    web::http::Request request;
    request.headers = {{"Cookie", std::string(web::kSessionCookie) + "=" + person.token},
                       {"Accept-Language", "en"},
                       {"Accept-Encoding", "gzip"}};
    must(web::http::set_target(request, target));
    web::http::Response response = site_(request);
    if (response.status != 200) {
        throw std::runtime_error(target + " answered " + std::to_string(response.status));
    }
    return response;
}

}  // namespace speed
