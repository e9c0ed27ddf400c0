// Any bytes as the body of a form. What is read is UTF-8, and sent again as it was read it is read the same.

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "web/http/form.hpp"
#include "web/http/percent.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using web::http::Form;
    const auto form = Form::parse(base::text_of({data, size}));
    if (!form) return 0;
    if (form->fields().size() > Form::kFieldsMax) std::abort();
    std::string again;
    for (const auto& [name, value] : form->fields()) {
        if (!base::is_valid_utf8(name) || !base::is_valid_utf8(value)) std::abort();
        if (!form->has(name) || form->all(name).empty()) std::abort();
        again += web::http::percent_encoded(name) + "=" + web::http::percent_encoded(value) + "&";
    }
    const auto second = Form::parse(again);
    if (!second || second->fields() != form->fields()) std::abort();
    return 0;
}
