#include "web/api/referral_step.hpp"

#include <utility>

namespace web::api {

Operation referral_step(std::string_view pattern, std::string_view name, std::string_view summary,
                        guard::Permission permission, std::optional<Body> body,
                        base::Result<Reply> (*handler)(const Call&),
                        base::Result<Reply> (*current)(const Call&)) {
    return {.method = http::Method::post,
            .pattern = pattern,
            .name = name,
            .tag = "referrals",
            .summary = summary,
            .permission = permission,
            .purpose = guard::Purpose::referral,
            .body = std::move(body),
            .status = 204,
            .needs_version = true,
            .handler = handler,
            .current = current};
}

}  // namespace web::api
