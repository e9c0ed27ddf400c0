#pragma once
// The webhooks of the document: what is sent to a program rather than asked by it. The message is made by
// courier/message.hpp; a test holds what is really sent against this shape. Pure.

#include "web/api/json.hpp"
#include "web/api/schema.hpp"

namespace web::api {

Schema message_schema();
// The document's "webhooks"; what is named goes to `components`.
Json webhooks_json(Json& components);

}  // namespace web::api
