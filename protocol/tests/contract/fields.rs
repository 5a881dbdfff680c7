//! Two different lists of fields never give the same bytes.

use kodevagt_protocol::signed;
use proptest::collection::vec;
use proptest::prelude::*;

type Fields = Vec<Vec<u8>>;

proptest! {
    /// What was put together can be taken apart again, so nothing else gives the same bytes.
    #[test]
    fn bytes_are_read_back(label in "[a-z/0-9]{0,24}", fields in vec(vec(any::<u8>(), 0..40), 0..16)) {
        prop_assert_eq!(read(&put(&label, &fields)), Some((label, fields)));
    }

    /// Short ones of few values, where an ambiguity would soon make two alike.
    #[test]
    fn different_lists_differ(a in few(), b in few()) {
        prop_assert_eq!(put(&a.0, &a.1) == put(&b.0, &b.1), a == b);
    }

    /// A byte that moves over to the next field, two fields made one, one made two.
    #[test]
    fn where_a_field_ends_counts(label in "[a-z]{1,4}", whole in vec(0_u8..2, 1..8), cut in 0_usize..8, other in 0_usize..8) {
        let (cut, other) = (cut % (whole.len() + 1), other % (whole.len() + 1));
        let split = |at: usize| vec![whole[..at].to_vec(), whole[at..].to_vec()];
        prop_assert_eq!(put(&label, &split(cut)) == put(&label, &split(other)), cut == other);
        prop_assert_ne!(put(&label, &split(cut)), put(&label, &vec![whole.clone()]));
    }
}

fn few() -> impl Strategy<Value = (String, Fields)> {
    ("[a/]{0,2}", vec(vec(0_u8..2, 0..3), 0..3))
}

fn put(label: &str, fields: &Fields) -> Vec<u8> {
    let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
    signed::bytes(label, &fields)
}

/// The other way.
fn read(bytes: &[u8]) -> Option<(String, Fields)> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    let label = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let mut rest = &bytes[end + 1..];
    let mut fields = Fields::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (field, after) = after.split_at_checked(length)?;
        fields.push(field.to_vec());
        rest = after;
    }
    Some((label, fields))
}
