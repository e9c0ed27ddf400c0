// Any bytes as a JSON file: the reader must refuse or read, never crash.

#include "base/bytes.hpp"
#include "base/json_reader.hpp"

#include <cstddef>
#include <cstdint>

namespace {

void read_all(const base::JsonNode& node) {
    switch (node.kind()) {
        case base::JsonNode::Kind::absent:
        case base::JsonNode::Kind::null: break;
        case base::JsonNode::Kind::flag: (void)node.flag(); break;
        case base::JsonNode::Kind::whole: (void)node.whole(-1000, 1000); break;
        case base::JsonNode::Kind::number: (void)node.number(); break;
        case base::JsonNode::Kind::text: (void)node.text(100); break;
        case base::JsonNode::Kind::list:
            for (const base::JsonNode& item : node.items()) read_all(item);
            break;
        case base::JsonNode::Kind::object:
            for (const auto& [key, value] : node.entries()) read_all(value);
            break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = base::JsonDocument::parse(base::text_of({data, size}));
    if (!document) return 0;
    read_all(document->root());
    (void)document->finish();
    return 0;
}
