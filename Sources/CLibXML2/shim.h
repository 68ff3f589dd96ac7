#include <iconv.h>
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers contradict those of Foundation's own copy. Only converters would need it.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
